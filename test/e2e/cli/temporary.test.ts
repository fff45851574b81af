import { describe, expect, it } from 'vitest';
import { expectCouldNotRun, run } from '../support/program.ts';

/** Any program suffices: it is never started, because its configuration cannot be written. */
const mosquitto = { MOSQUITTO_PROGRAM: process.execPath };

describe.each([
  ['is not there', '/no/such/folder'],
  ['takes no files', '/proc'],
])('a folder for temporary files that %s', (_, TMPDIR) => {
  const env = { ...mosquitto, TMPDIR };
  const says = `the folder for temporary files cannot be written to: ${TMPDIR} (ENOENT): name one that is yours, e.g. TMPDIR=$HOME`;

  it.each([
    'harness/cli/lab.ts 03 --broker mosquitto',
    'harness/cli/start.ts --broker mosquitto',
    'harness/cli/tap.ts mosquitto',
    'harness/cli/labs-record.ts 03',
    'harness/bench/bench-verify.ts --broker mosquitto',
    'harness/cli/differences.ts --broker mosquitto',
    'harness/cli/slides.ts --out reports',
  ])('%s', async (line) => {
    expectCouldNotRun(await run(line.split(' '), { env }), { says });
  });

  it('npm run verify, which goes on with other brokers', async () => {
    const words = ['harness/cli/verify.ts', '--only', 'retain.late-subscriber'];
    const ended = await run([...words, '--broker', 'mosquitto', '--broker', 'embedded'], { env });
    expect(ended.stdout + ended.stderr).toContain(
      `the folder for temporary files cannot be written to: ${TMPDIR}`,
    );
    expect(ended.stdout + ended.stderr).not.toMatch(/^ +at /m);
    expect(ended).toMatchObject({ exitCode: 2, left: [] });
  });

  it('what needs none runs without one', async () => {
    const ended = await run(['harness/cli/lab.ts', '03', '--quiet'], { env });
    expect(ended).toMatchObject({ exitCode: 0, stderr: '', left: [] });
  });
});
