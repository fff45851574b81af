import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { labIds } from '../../../../labs/index.ts';
import { expectCouldNotRun, run } from '../../support/program.ts';
import { repositoryCopy } from '../../support/repository-copy.ts';

const NAME = '98-my-device';

/** A copy of the project, in which labs are made. */
async function copy() {
  const folder = await repositoryCopy({ onTestFinished });
  return {
    lab: (...words: readonly string[]) => run([path.join(folder, 'harness/cli/lab.ts'), ...words]),
    task: (file: string) => path.join(folder, 'labs', NAME, 'tasks/1-state', file),
  };
}

it('a lab of one’s own is made, listed, run and proved', async () => {
  const { lab } = await copy();
  const made = await lab('--new', NAME);
  expect(made).toMatchObject({ exitCode: 0, stderr: '' });
  expect(made.stdout).toContain('npm run lab -- --check 98-my-device');
  expect((await lab('--list')).stdout).toMatch(/98 A lab of my own .* tasks 0\/1/);
  const ran = await lab('98');
  expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
  expect(ran.stdout).toContain('✔ The state of the device arrives at the phone');

  const proved = await lab('--check', NAME);
  expect(proved).toMatchObject({ exitCode: 0, stderr: '', left: [] });
  expect(proved.stdout.split('\n').filter((line) => /^\S/.test(line))).toEqual([
    expect.stringMatching(/^98-my-device · embedded/),
    '✔ lab.ts: its claims hold',
    '✔ 1/starter.ts: does not pass: Your program has published nothing.',
    '✔ 1/solution.ts: passes',
    expect.stringMatching(/^✔ 1\/wrong-not-retained\.ts: does not pass: /),
    expect.stringMatching(/^✔ 1\/wrong-topic\.ts: does not pass: /),
    'all 5 as they should be',
  ]);
  expectCouldNotRun(await lab('--new', NAME), {
    says: 'labs/98-my-device is there already: choose another number, e.g. 99; nothing was written',
  });
});

it('--check says what to mend', async () => {
  const { lab, task } = await copy();
  await lab('--new', NAME);
  await copyFile(task('solution.ts'), task('starter.ts'));
  await copyFile(task('wrong-topic.ts'), task('solution.ts'));
  await rm(task('wrong-topic.ts'));
  const { exitCode, stdout, stderr } = await lab('--check', `labs/${NAME}`);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(stdout).toContain('✘ 1/: needs at least two attempts');
  expect(stdout).toContain('✘ 1/starter.ts: passes, but should not');
  expect(stdout).toContain('✘ 1/solution.ts: does not pass (state.stays): ');
  expect(stdout).toContain('3 of 5 to mend');
});

const taken = labIds[0] ?? '';

it.for([
  [['--new', 'My Device'], /^"My Device" is no name for a lab: write two digits/],
  [['--new', '../98-a'], /^"\.\.\/98-a" is no name for a lab: /],
  [['--new', taken], new RegExp(`^labs/${taken} is there already: choose another number`)],
  [['--new', '01-mine'], new RegExp(`^labs/${taken} is there already: choose another number`)],
  [['--check', '97-nothing'], /^there is no lab "97-nothing": /],
] as const)('%j is refused in one line', async ([words, says]) => {
  const ended = await run(['harness/cli/lab.ts', ...words]);
  expectCouldNotRun(ended, { says: expect.stringMatching(says) });
});
