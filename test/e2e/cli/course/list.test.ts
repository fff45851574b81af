import { expect, it } from 'vitest';
import { columns } from '../../../../harness/base/columns.ts';
import { labIds } from '../../../../labs/index.ts';
import { tasksOf } from '../../../../labs/tasks.ts';
import { run } from '../../support/program.ts';

it.for([
  ['en', 'next: npm run lab 01  ('],
  ['ja', '次は: npm run lab 01 -- --lang ja  ('],
] as const)(
  'npm run lab -- --lang %s lists the labs in 80 columns, and ends with what is next',
  async ([language, last]) => {
    const { exitCode, stdout, stderr } = await run(['harness/cli/lab.ts', '--lang', language]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const lines = stdout.split('\n');
    expect(lines.slice(0, -2).map((line) => line.trim().slice(0, 2))).toEqual(
      labIds.map((id) => id.slice(0, 2)),
    );
    expect(lines.at(-1)?.startsWith(last), lines.at(-1)).toBe(true);
    expect(lines.map(columns).filter((width) => width > 80)).toEqual([]);
  },
);

it('gives the list as JSON', async () => {
  const { exitCode, stdout } = await run(['harness/cli/lab.ts', '--json']);
  expect(exitCode).toBe(0);
  const { labs, next } = JSON.parse(stdout);
  expect(labs.map(({ id }: { id: string }) => id)).toEqual(labIds);
  const tasks = await Promise.all(labIds.map(tasksOf));
  expect(labs.map((lab: { tasks: unknown[] }) => lab.tasks.length)).toEqual(
    tasks.map(({ length }) => length),
  );
  expect(next).toBe('npm run lab 01');
});
