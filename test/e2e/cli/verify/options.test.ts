import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectCouldNotRun, run } from '../../support/program.ts';

const verify = 'harness/cli/verify.ts';

/** Words of the command line, and the error line. */
const english: ReadonlyArray<readonly [string, string]> = [
  ['--broker mosquito', "there is no broker 'mosquito': did you mean 'mosquitto'?"],
  ['--broker mosquito@2.0.22', "there is no broker 'mosquito': did you mean 'mosquitto'?"],
  [
    '--broker embedded@2',
    'the embedded broker comes with this project and has no other version: write just embedded',
  ],
  ['--broker embedded --broker embedded', '--broker embedded is given twice: leave one out'],
  ['--only retian', "--only names no claim with 'retian': did you mean 'retain'? (--dry-run lists them all)"],
  [
    '--only retain,overlaping',
    "--only names no claim with 'overlaping': did you mean 'overlapping'? (--dry-run lists them all)",
  ],
  ['--protocol 6', 'there is no protocol version "6" here: use --protocol 3.1.1 or --protocol 5'],
  ['--seed luck', '--seed luck is not a whole number: use a number from 0'],
  ['--rate 0', '--rate 0 is too low: it must be above 0'],
  ['--rate=-3', '--rate -3 is too low: it must be above 0'],
  ['--rate -3', '--rate -3 is too low: it must be above 0'],
  ['--rate -.5', '--rate -.5 is not a whole number: use a number from 1'],
  ['--seed -1', '--seed -1 is too low: it must be 0 or more'],
  ['-p -5', 'there is no protocol version "-5" here: use --protocol 3.1.1 or --protocol 5'],
  [
    '--prefix a/+/b',
    "no topic can begin with --prefix 'a/+/b': use one or more levels such as tests/mqtt, without + and #, no $ or / in front, no / at the end",
  ],
  [
    'mosquitto',
    'did not expect "mosquitto": a broker comes after --broker, and options of an npm script come after -- (see --help)',
  ],
  ['--brokr embedded', 'there is no option --brokr: did you mean --broker? (see --help)'],
  ['--out', '--out needs a value: write it after --out (see --help)'],
];

const japanese: ReadonlyArray<readonly [string, string]> = [
  [
    '--only retian',
    "--only の 'retian' に当たる主張はありません: 'retain' のことでしょうか(--dry-run で一覧が出ます)",
  ],
  ['--broker embedded --broker embedded', '--broker embedded が 2 つあります: 片方を外してください'],
  ['--rate=-3', '--rate -3 は小さすぎます: 0 より大きい値にしてください'],
  ['--seed luck', '--seed luck は整数ではありません: 0 以上の整数にしてください'],
];

describe('a command line of verify that makes no sense', () => {
  it.for(english)('%s', async ([line, says]) => {
    const ended = await run([verify, ...line.split(' ')]);
    expectCouldNotRun(ended, { says });
    expect(ended.stdout).toBe('');
  });

  it.for(japanese)('%s --lang ja', async ([line, says]) => {
    expectCouldNotRun(await run([verify, ...line.split(' '), '--lang=ja']), { says });
  });

  it('a folder that can not be written, before a broker is started', async ({ onTestFinished }) => {
    const folder = await mkdtemp(join(tmpdir(), 'verify-out-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const out = join(folder, 'file', 'reports');
    await writeFile(join(folder, 'file'), '');
    const ended = await run([verify, '--broker', 'mosquitto', '--out', out], {
      env: { MOSQUITTO_PROGRAM: '/no/such/mosquitto' },
    });
    expectCouldNotRun(ended, {
      says: `cannot write to ${out}: give --out a folder that is yours, or that can be made`,
    });
  });

  it('a broker that can not be started', async () => {
    const ended = await run([verify, '--broker', 'mosquitto'], {
      env: { MOSQUITTO_PROGRAM: '/no/such/mosquitto' },
    });
    expectCouldNotRun(ended, {
      says: 'there is no program at MOSQUITTO_PROGRAM=/no/such/mosquitto: give the path of a mosquitto program, or unset it to use a container',
    });
  });
});

describe('verify', () => {
  it('--dry-run lists claims and packets, and those that are not for somebody else’s broker', async () => {
    const words = ['--dry-run', '--only', '02,filters.dollar', '--broker', 'mqtt://127.0.0.1:1'];
    const { exitCode, stdout, left } = await run([verify, ...words]);
    expect({ exitCode, left }).toEqual({ exitCode: 0, left: [] });
    expect(stdout).toMatch(/^02-publish-subscribe +\d+ +\d+\n {2}publish\.delivered$/m);
    expect(stdout).toMatch(/^filters\.dollar-inside +\d+ +\d+$/m);
    expect(stdout).toMatch(/^filters\.dollar-by-name: uses topics outside/m);
    expect(stdout).toMatch(/about \d+ packets to each broker; at 100 a second that takes at least \d+ s/);
  });
});
