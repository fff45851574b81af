import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { columns } from '../../../harness/base/columns.ts';
import { languages } from '../../../harness/base/text.ts';
import { resultText, taskText } from '../../../harness/course/tell-task.ts';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import type { Attempt } from '../../../harness/task/attempt.ts';
import { labIds } from '../../../labs/index.ts';
import { findTask, tasksOf } from '../../../labs/tasks.ts';

const tasks = (await Promise.all(labIds.map(tasksOf))).flat();
const path = '/home/learner/a/path/to/the/project/node_modules/mqtt/build/lib/handlers/connack.js';
const lines = [
  `${path}:44`,
  'Error: Connection refused',
  `    at handle (${path}:44:21)`,
  '    at mine.ts:3:1',
];
const failed = { passed: false, isOutOfReach: false, lines, run: {} } as unknown as Attempt;

test.for(languages.flatMap((language) => tasks.map((task) => [language, task.id, task] as const)))(
  'in %s, what %s says fits into 80 columns',
  ([language, , task]) => {
    const text =
      taskText(task, language) + resultText(task, failed, language, { options: ' --broker mosquitto' });
    const long = text.split('\n').filter((line) => columns(line) > 80);
    expect(long).toEqual([]);
  },
);

test('of an error, the lines inside libraries are left out', async () => {
  const text = resultText(await findTask('03-retain', '1'), failed, 'en');
  expect(text).toContain('  │ Error: Connection refused\n  │     at mine.ts:3:1\n');
  expect(text).not.toContain('at handle');
});

const showing = async (...said: readonly string[]) => {
  const text = resultText(await findTask('03-retain', '1'), { ...failed, lines: said }, 'en');
  return text.split('\n').flatMap((line) => (line.startsWith('  │ ') ? [line.slice(4)] : []));
};

test('a place in the project is shown to its line number', async () => {
  const { href } = pathToFileURL(`${repositoryRoot}/labs/03-retain/my/task-1.ts`);
  expect(await showing(`${href}:14`)).toEqual(['labs/03-retain/my/task-1.ts:14']);
  expect(await showing(`    at file ${repositoryRoot}/labs/a.ts:3:1`)).toEqual(['    at file labs/a.ts:3:1']);
});

test('a long line is wrapped, with an end; one with a caret below is not', async () => {
  const long = 'unable to verify the first certificate; if the root CA is installed, try another one';
  expect(await showing(long)).toEqual([long.slice(0, -12), '  another one']);
  expect(await showing('word '.repeat(200))).toHaveLength(3);
  expect(await showing(...Array.from({ length: 9 }, () => long))).toHaveLength(12);
  const [code, caret] = await showing(`const it = ${'x + '.repeat(30)}`, '      ^');
  expect(code).toMatch(/…$/);
  expect(caret).toBe('      ^');
});

test('a learner is told which file to edit and what to type, but not while the file is watched', async () => {
  const task = await findTask('03-retain', '1');
  const once = resultText(task, failed, 'en');
  expect(once).toContain('edit: labs/03-retain/my/task-1.ts\n  then run: npm run lab 03 -- --task 1\n');
  expect(resultText(task, failed, 'en', { isWatched: true })).not.toContain('npm run');
});

test('the place of an error is said from the project on, so that its line number is not cut off', async () => {
  const task = await findTask('14-request-response', '1');
  const at = `    at MqttClient.<anonymous> (${pathToFileURL(task.file).href}:12:34)`;
  const text = resultText(task, { ...failed, lines: ['TypeError: no', at] }, 'ja');
  expect(text).toContain('  │     at labs/14-request-response/my/task-1.ts:12:34\n');
});

test.for([
  ['en', '… 8 more lines …'],
  ['ja', '… ほか 8 行 …'],
] as const)(
  'in %s, a long output says how much is left out, and ends as the program did',
  async ([language, left]) => {
    const many = [...Array.from({ length: 18 }, (_, at) => `line ${at}`), 'Error: the end'];
    const text = resultText(await findTask('03-retain', '1'), { ...failed, lines: many }, language);
    expect(text).toContain(`  │ line 4\n  │ ${left}\n  │ line 13\n`);
    expect(text).toContain('  │ Error: the end\n');
  },
);

test('a page is told where its words are, and a program where its own are', async () => {
  const page = taskText(await findTask('19-in-a-browser', '1'), 'en');
  expect(page).toContain('are in the address of your page');
  expect(page).toContain('your page: labs/19-in-a-browser/my/task-1.html');
  const program = taskText(await findTask('03-retain', '1'), 'en');
  expect(program).toContain('environment variables of your');
  expect(program).toContain('your program: labs/03-retain/my/task-1.ts');
});

test('only a task of the fast track says that the rest may be skipped', async () => {
  const skip = 'you may skip the rest of lab 03';
  expect(taskText(await findTask('03-retain', '1'), 'en')).toContain(skip);
  expect(taskText(await findTask('03-retain', '2'), 'en')).not.toContain(skip);
});
