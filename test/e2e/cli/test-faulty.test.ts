import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import { run } from '../support/program.ts';

const vitest = path.join(repositoryRoot, 'node_modules/vitest/vitest.mjs');

/** Runs `npm run test:faulty -- -t WORD`, and counts how often it starts Mosquitto, for which a program stands in. */
async function testFaulty(word: string, { onTestFinished }: TestContext) {
  const folder = await mkdtemp(path.join(tmpdir(), 'counting-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [program, starts] = [path.join(folder, 'mosquitto'), path.join(folder, 'starts')];
  await writeFile(program, `#!/bin/sh\necho start >> ${starts}\n`);
  await writeFile(starts, '');
  await chmod(program, 0o700);
  const words = ['run', '--config', 'vitest.harness.config.ts', '--project', 'faulty', '-t', word];
  const env = {
    CI: '',
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
    VITEST: undefined,
    MOSQUITTO_PROGRAM: program,
  };
  const ended = await run([vitest, ...words], { env });
  return { ...ended, starts: (await readFile(starts, 'utf8')).length };
}

describe('npm run test:faulty -- -t', () => {
  it('fails where no test fits, with the nearest claim, and starts no broker', async (context) => {
    const { exitCode, stderr, starts } = await testFaulty('retain.olny-last', context);
    // On a busy machine, the bundler of the test runner says before that it was slow.
    expect(stderr.trim().split('\n').at(-1)).toBe(
      'no test fits -t retain.olny-last, nothing was run: did you mean retain.only-last?',
    );
    expect({ exitCode, starts }).toEqual({ exitCode: 1, starts: 0 });
  });

  it('starts no Mosquitto for a claim that holds on the embedded broker', async (context) => {
    const { exitCode, stdout, starts } = await testFaulty('retain\\.only-last', context);
    expect(stdout).toContain('faulty brokers');
    expect({ exitCode, starts }).toEqual({ exitCode: 0, starts: 0 });
  });

  it('starts Mosquitto for a claim that the embedded broker breaks', async (context) => {
    expect(await testFaulty('redelivery\\.dup', context)).toMatchObject({ starts: 'start\n'.length });
  });
});
