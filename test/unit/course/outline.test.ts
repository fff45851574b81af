import { expect, test } from 'vitest';
import { nextLine } from '../../../harness/course/list.ts';
import { nextOf, outline } from '../../../harness/course/outline.ts';
import { labIds } from '../../../labs/index.ts';

const passed = '2026-01-01T00:00:00Z';
const task = { hints: 0, asked: 0, passed };
const third = await outline({ labs: { '03-retain': passed }, tasks: { '03-retain/2': task } });
const fast = await outline({ labs: {}, tasks: { '03-retain/1': task } });

test('without a place in the course, the first thing that is not done is next', () => {
  expect(nextOf(third)?.command).toBe('npm run lab 01');
});

test('after a task comes what is left of its lab', () => {
  expect(nextOf(third, '03-retain')?.command).toBe('npm run lab 03 -- --task 1');
});

test('after the fast track of a lab comes the next lab', () => {
  expect(nextOf(fast, '03-retain')?.command).toBe('npm run lab 04');
});

test('after the last lab comes what was left out before', async () => {
  const last = labIds.at(-1) ?? '';
  const tasks = Object.fromEntries(
    (await outline({ labs: {}, tasks: {} })).at(-1)?.tasks.map(({ id }) => [id, task]) ?? [],
  );
  const chapters = await outline({ labs: { [last]: passed }, tasks });
  expect(nextOf(chapters, last)?.command).toBe('npm run lab 01');
});

test('the options of a command are those of the next one', () => {
  const options = ' --broker mosquitto';
  expect(nextLine(fast, 'en', { after: '03-retain', options })).toMatch(
    /^next: npm run lab 04 -- --broker mosquitto {2}\(/,
  );
  expect(nextLine(third, 'ja', { after: '03-retain', options })).toMatch(
    /^次は: npm run lab 03 -- --task 1 --broker mosquitto {2}\(.*、5 分\)$/,
  );
});
