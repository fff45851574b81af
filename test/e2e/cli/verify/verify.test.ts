import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { findProgram } from '../../../../harness/process/find-program.ts';
import { type MatrixFile, matrixSchema } from '../../../../harness/report/schema.ts';
import { haltingBroker } from '../../support/halting-broker.ts';
import { knownByItsId } from '../../support/known-by-its-id.ts';
import { type Clean, type Ended, printed, start } from '../../support/program.ts';
import { retainedAt } from '../../support/retained-at.ts';

async function outFolder({ onTestFinished }: Clean): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'verify-out-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** The matrix of a run, checked by its schema. */
const matrixIn = async (folder: string): Promise<MatrixFile> =>
  v.parse(matrixSchema, JSON.parse(await readFile(join(folder, 'matrix.json'), 'utf8')));

/** Expects that the run ended early: some claims are judged, and the others are not, for this reason. */
async function expectPartial(ended: Ended, folder: string, reason: RegExp): Promise<void> {
  expect({ exitCode: ended.exitCode, left: ended.left }, ended.stderr).toEqual({ exitCode: 2, left: [] });
  const { exitCode, results } = await matrixIn(folder);
  expect(exitCode).toBe(2);
  const rest = results.filter((one) => one.result === 'not-run' && !one.leftOut);
  expect(rest.length).toBeGreaterThan(0);
  for (const one of rest) expect(one.reason?.en).toMatch(reason);
  expect(results.filter(({ result }) => result === 'broken')).toEqual([]);
}

describe('npm run verify', () => {
  it('writes every form, and ends well', async (context) => {
    const out = await outFolder(context);
    const words = ['--only', 'retain', '--no-time', '--seed', '7', '--out', out];
    const { exitCode, stdout, left } = await start(['harness/cli/verify.ts', ...words]).ended;
    expect({ exitCode, left }).toEqual({ exitCode: 0, left: [] });
    expect(stdout).toMatch(/^retain\.cleared +✔ +✔$/m);
    expect(stdout).toMatch(/--seed 7 repeats the order$/);
    expect((await readdir(out)).sort()).toEqual(['junit.xml', 'matrix.html', 'matrix.json', 'matrix.md']);
    const { results } = await matrixIn(out);
    expect(results.length).toBeGreaterThan(40);
    expect(results.every(({ claim, result }) => claim.includes('retain') && result === 'holds')).toBe(true);
  });
});

describe('a broker in the middle of it', () => {
  it('dies: what was judged is kept, the rest is not run', async (context) => {
    const broker = await haltingBroker('late', context);
    const out = await outFolder(context);
    const words = ['--broker', broker.url, '--only', 'retain', '--rate', '5000', '--out', out];
    const verify = start(['harness/cli/verify.ts', ...words]);
    await broker.halted;
    await broker.die();
    await expectPartial(await verify.ended, out, /no longer answers/);
  });

  it.for([
    ['is killed', 'SIGKILL'],
    ['hangs', 'SIGSTOP'],
  ] as const)('a Mosquitto program %s: that costs a deadline', async ([, signal], context) => {
    const mosquitto = await findProgram('mosquitto');
    if (mosquitto === undefined) return context.skip('not run: no mosquitto program on this machine');
    const { path, pid } = await knownByItsId(mosquitto, context);
    const out = await outFolder(context);
    const verify = start(['harness/cli/verify.ts', '--broker', 'mosquitto', '--out', out], {
      env: { MOSQUITTO_PROGRAM: path },
    });
    await printed(verify, /^mosquitto .*: started/m, 'stderr');
    process.kill(await pid(), signal);
    await expectPartial(await verify.ended, out, /no longer answers/);
  });
});

it('Ctrl-C: what it left is removed, and what was judged is kept', async (context) => {
  const broker = await haltingBroker('late', context);
  const out = await outFolder(context);
  const words = ['--broker', broker.url, '--only', 'retain.kept', '--rate', '5000', '--out', out];
  const verify = start(['harness/cli/verify.ts', ...words]);
  await broker.halted;
  expect(await retainedAt(broker.url)).not.toEqual([]);
  process.kill(-(verify.running.pid ?? 0), 'SIGINT');
  const ended = await verify.ended;
  await expectPartial(ended, out, /interrupted/);
  expect(ended.stdout).toMatch(/: interrupted: .*\d+ not run, 0 broken$/m);
  expect(await retainedAt(broker.url)).toEqual([]);
});
