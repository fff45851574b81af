import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import { labIds } from '../../../labs/index.ts';
import { expectCouldNotRun, node, run } from '../support/program.ts';
import { repositoryCopy } from '../support/repository-copy.ts';

const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8'),
);
/** Every program of this project that a user can start. */
const programs = [
  ...Object.values(scripts).flatMap((script) => /^node (\S+\.ts)$/.exec(script)?.[1] ?? []),
  ...labIds.slice(0, 1).map((id) => `labs/${id}/lab.ts`),
];

/** Words that keep runs short, because everything that has begun is cleaned up before the end. */
const words: Readonly<Record<string, readonly string[]>> = {
  'harness/cli/verify.ts': ['--only', 'retain.late-subscriber'],
};

const rejecting = { launcher: [...node, '--import', './test/e2e/cli/programs/rejects-unowned.ts'] };

describe('a rejection that nobody awaits', () => {
  let copy = '';
  // In a copy, because some programs write into the project and are stopped in the middle.
  beforeAll(async () => {
    const ends: (() => unknown)[] = [];
    copy = await repositoryCopy({ onTestFinished: (end) => ends.push(end as () => unknown) });
    return async () => {
      for (const end of ends) await end();
    };
  });

  it.each(programs)('ends %s with one line', async (program) => {
    const { exitCode, stderr, left } = await run(
      [path.join(copy, program), ...(words[program] ?? [])],
      rejecting,
    );
    expect(stderr.split('\n')).toContain('Error: nobody awaits this (DEBUG=1 shows where)');
    expect(stderr).not.toMatch(/^ +at /m);
    expect({ exitCode, left }).toEqual({ exitCode: 2, left: [] });
  });

  it('ends the process of a lab with one line, which the talk shows', async () => {
    expectCouldNotRun(await run(['harness/talk/present/run/worker.ts'], rejecting), {
      says: 'Error: nobody awaits this',
    });
  });

  it('fails a test run in which every test holds', async () => {
    const { exitCode, stdout, stderr } = await run(
      ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/e2e/cli/programs/unowned/vitest.config.ts'],
      { env: { NO_COLOR: '1', FORCE_COLOR: undefined } },
    );
    expect(stdout).toMatch(/Tests +1 passed/);
    expect(stderr).toContain('Error: nobody awaits this');
    expect(exitCode).toBe(1);
  });
});
