import { describe, expect, it } from 'vitest';
import { helpOf } from '../../../harness/process/command/help.ts';
import { labIds } from '../../../labs/index.ts';
import { commandFiles, commandIn } from '../../support/commands.ts';
import { expectCouldNotRun, run } from '../support/program.ts';

const demo = 'harness/cli/start.ts';
const lab = 'harness/cli/lab.ts';
const retain = 'labs/03-retain/lab.ts';

const noFile = '/no/such/folder/out.svg';

/** Words of the command line, and the error line. */
const english: ReadonlyArray<readonly [string, string]> = [
  [`${lab} retian`, 'there is no lab "retian": did you mean 03-retain? (npm run lab lists them)'],
  [`${lab} take`, 'there is no lab "take": did you mean 10-takeover? (npm run lab lists them)'],
  [`${lab} 99`, `there is no lab "99": did you mean ${labIds.at(-1)}? (npm run lab lists them)`],
  [
    `${lab} 03 04`,
    'did not expect "04": one lab at a time, and options of an npm script come after -- (see --help)',
  ],
  [
    `${retain} 03`,
    'did not expect "03": one lab at a time, and options of an npm script come after -- (see --help)',
  ],
  [`${demo} --broker mosquito`, "there is no broker 'mosquito': did you mean 'mosquitto'?"],
  [
    `${retain} --broker localhost:1883`,
    "'localhost:1883' is not a broker URL: write the scheme too: mqtt://localhost:1883",
  ],
  [`${demo} --lang jp`, 'Unknown language "jp": did you mean --lang ja? (there are: en, ja)'],
  [`${retain} --brokr embedded`, 'there is no option --brokr: did you mean --broker? (see --help)'],
  [`${lab} 03 --quite`, 'there is no option --quite: did you mean --quiet? (see --help)'],
  [`${demo} --protocol 6`, 'there is no protocol version "6" here: use --protocol 3.1.1 or --protocol 5'],
  [`${demo} --broker`, '--broker needs a value: write it after --broker (see --help)'],
  [`${lab} 03 --svg --quiet`, '--svg needs a value: write it after --svg (see --help)'],
  ['harness/cli/tap.ts --port -3', '--port -3 is not a port: use a number from 1 to 65535'],
  [
    'harness/cli/present.ts --port -1',
    '--port -1 is not a port: use a number up to 65535, or leave it out for a free one',
  ],
  ['harness/bench/bench-qos.ts --runs -1', '--runs -1 is not a number of runs: use a whole number from 1'],
  [`${retain} --quiet=yes`, '--quiet takes no value: write just --quiet (see --help)'],
  [
    `${retain} --svg ${noFile}`,
    `cannot write ${noFile}: check that its folder exists and that you may write to it`,
  ],
];

const japanese: ReadonlyArray<readonly [string, string]> = [
  [
    `${lab} retian`,
    '「retian」というラボはありません: 03-retain のことでしょうか(npm run lab で一覧が出ます)',
  ],
  [
    `${demo} --brokr embedded`,
    '--brokr というオプションはありません: --broker のことでしょうか(--help を見てください)',
  ],
  [`${retain} --svg --quiet`, '--svg には値が必要です: --svg のあとに書いてください(--help 参照)'],
  [`${demo} --broker mosquito`, "'mosquito' というブローカーはありません: 'mosquitto' のことでしょうか?"],
];

describe('a command line that makes no sense', () => {
  it.for(english)('%s', async ([line, says]) => {
    const ended = await run(line.split(' '));
    expectCouldNotRun(ended, { says });
    expect(ended.stdout).toBe('');
  });

  it.for(japanese)('%s --lang ja', async ([line, says]) => {
    expectCouldNotRun(await run([...line.split(' '), '--lang=ja']), { says });
  });

  it('shows where it was noticed when DEBUG is set', async () => {
    const { exitCode, stderr } = await run([lab, 'retian'], { env: { DEBUG: '1' } });
    expect(stderr.split('\n')[0]).toContain('there is no lab "retian"');
    expect(stderr).toMatch(/^ +at findLab .*labs\/index\.ts/m);
    expect(exitCode).toBe(2);
  });
});

describe('-h', () => {
  it.for(commandFiles)('of npm run %s', async ([, file]) => {
    const { exitCode, stdout, stderr } = await run([file, '-h', '--lang', 'ja']);
    expect({ exitCode, stderr, stdout: `${stdout}\n` }).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: helpOf(await commandIn(file), 'ja'),
    });
  });
});

describe('npm', () => {
  it.each([
    [['lab', '03', '--pause'], '--pause', 'npm run lab 03 -- --pause'],
    [['lab', '03', '--broker=mosquitto'], '--broker', 'npm run lab 03 -- --broker mosquitto'],
    [['verify', '--seed=3'], '--seed', 'npm run verify -- --seed 3'],
    [['present', '--no-open'], '--open', 'npm run present -- --open'],
  ])('run %j: an option that npm keeps is not overlooked', async (words, option, line) => {
    expectCouldNotRun(await run(['run', '--silent', ...words], { launcher: ['npm'] }), {
      says: `npm took ${option} for an option of its own: write options after --: ${line}`,
    });
  });

  it('ci warns of nothing', async () => {
    const { exitCode, stdout, stderr } = await run(['ci', '--dry-run', '--offline'], { launcher: ['npm'] });
    expect(stdout + stderr).not.toMatch(/EBADENGINE|warn/);
    expect(exitCode).toBe(0);
  });
});

it('a process left behind would be noticed', async (context) => {
  if (process.platform !== 'linux')
    return context.skip('the environment of a process is shown by Linux only');
  const { left } = await run(['-c', 'sleep 60 >/dev/null 2>&1 & exit 2'], { launcher: ['sh'] });
  expect(left).toEqual(['sleep 60']);
});
