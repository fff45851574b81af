import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { languages } from '../../../harness/base/text.ts';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import { labIds } from '../../../labs/index.ts';
import { tasksOf } from '../../../labs/tasks.ts';

const labs = await Promise.all(labIds.map(async (id) => ({ id, tasks: await tasksOf(id) })));
const withTasks = labs.filter(({ tasks }) => tasks.length > 0);
const tasks = withTasks.flatMap((lab) => lab.tasks);

const guides = { en: 'README.md', ja: 'README.ja.md' } as const;

describe.each(tasks)('task $id', ({ lab, number, task, wrong }) => {
  test.each(languages)('is named in the guide of its lab: %s', (language) => {
    const guide = readFileSync(path.join(repositoryRoot, 'labs', lab, guides[language]), 'utf8');
    const command = new RegExp(`npm run lab ${lab.slice(0, 2)} -- --task ${number}\\b`);
    const line = guide.split('\n').find((one) => command.test(one));
    expect(line, `name it in labs/${lab}/${guides[language]}`).toContain(task.title[language]);
  });

  test.each(languages)('has hints that ask: %s', (language) => {
    for (const hint of task.hints) expect(hint[language]).toMatch(/\?/);
  });

  test('has at least two wrong attempts', () => {
    expect(wrong.length).toBeGreaterThanOrEqual(2);
  });
});

test.each(withTasks)('lab $id has one fast track', ({ tasks: own }) => {
  expect(own.filter(({ task }) => task.isFastTrack)).toHaveLength(1);
});

test('the numbers of the tasks of a lab have no gaps', () => {
  for (const { tasks: own } of withTasks) {
    expect(own.map(({ number }) => number)).toEqual(own.map((_, at) => at + 1));
  }
});
