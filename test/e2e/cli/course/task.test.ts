import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { expectCouldNotRun, printed, run, start } from '../../support/program.ts';
import { repositoryCopy } from '../../support/repository-copy.ts';

const TASK = ['03', '--task', '1'];

/** A copy of the project, in which tasks are begun. */
async function copy() {
  const folder = await repositoryCopy({ onTestFinished });
  const file = path.join(folder, 'labs/03-retain/my/task-1.ts');
  const program = (...words: readonly string[]) => [path.join(folder, 'harness/cli/lab.ts'), ...words];
  const env = { LAB_PROGRESS: path.join(folder, '.progress.json') };
  return {
    file,
    lab: (...words: readonly string[]) => run(program(...words), { env }),
    starts: (...words: readonly string[]) => start(program(...words), { env }),
    solve: () => copyFile(path.join(folder, 'labs/03-retain/tasks/1-late-dashboard/solution.ts'), file),
    write: (text: string) => writeFile(file, text),
    progress: async () => JSON.parse(await readFile(env.LAB_PROGRESS, 'utf8')),
    spoil: () => writeFile(env.LAB_PROGRESS, '{}'),
  };
}

describe('a task', () => {
  it('is begun, helped with, passed, and remembered', async () => {
    const { file, lab, solve, progress } = await copy();
    const begun = await lab(...TASK);
    expect(begun).toMatchObject({ exitCode: 1, stderr: '', left: [] });
    expect(begun.stdout).toContain('✖ not yet: 03.1');
    expect(begun.stdout).toContain('→ Nothing that your program published says retain');
    expect(await readFile(file, 'utf8')).toContain(' * 03.1 The dashboard that opens late');

    const hints = [await lab(...TASK, '--hint'), await lab(...TASK, '--hint')];
    expect(hints.map(({ stdout }) => stdout.slice(0, 3))).toEqual(['1/2', '2/2']);
    expect((await lab(...TASK, '--solution')).stdout).toContain('Run the same command again');
    expect((await lab(...TASK, '--solution')).stdout).toContain('retain: true');

    await solve();
    const passed = await lab(...TASK);
    expect(passed).toMatchObject({ exitCode: 0, stderr: '', left: [] });
    expect(passed.stdout).toContain('✔ passed: 03.1');
    expect(await progress()).toMatchObject({
      tasks: { '03-retain/1': { hints: 2, asked: 2, passed: /^2/ } },
    });
    expect((await lab('--list')).stdout).toMatch(/✔ 03 .*tasks 1\/\d/);
  });

  it('in Japanese has no English sentence of ours', async () => {
    const { lab } = await copy();
    const { stdout } = await lab(...TASK, '--lang', 'ja', '--quiet');
    expect(stdout).toContain('✖ まだです: 03.1');
    // A command is the same in every language.
    const lines = stdout.split('\n').map((line) => line.replace(/npm run lab .*/, ''));
    const sentences = lines.filter((line) => /[A-Za-z]+ [a-z]+ [a-z]+ /.test(line));
    expect(sentences.filter((line) => !line.includes('aedes, an MQTT broker'))).toEqual([]);
  });

  it('never replaces what its author has written', async () => {
    const { file, lab, write } = await copy();
    await lab(...TASK);
    await write('// mine\n');
    await lab(...TASK);
    expect(await readFile(file, 'utf8')).toBe('// mine\n');
  });
});

describe('a program of a learner', () => {
  it('that does what is asked and then falls over has not passed', async () => {
    const { file, lab, solve, write } = await copy();
    await lab(...TASK);
    await solve();
    await write(`${await readFile(file, 'utf8')}\nthrow new Error('mine');\n`);
    const { exitCode, stdout } = await lab(...TASK, '--quiet');
    expect(stdout).toMatch(/Error: mine[\s\S]*✖ not yet[\s\S]*→ Your program ended with an error/);
    expect(exitCode).toBe(1);
  });

  it.for([
    ['with a syntax error', 'const = 1;\n', [/^ {2}│ .*task-1\.ts:1/m, /^ {2}│ const = 1;/m]],
    [
      'that throws',
      "await import('mqtt');\nthrow new Error('mine');\n",
      [/^ {2}│ .*task-1\.ts:2/m, /Error: mine/],
    ],
    ['that never connects', 'setInterval(() => {}, 1_000);\n', [/your program to connect/]],
    [
      'that sends without end',
      "import mqtt from 'mqtt';\nconst client = await mqtt.connectAsync(process.env.MQTT_URL ?? '');\nfor (;;) await client.publishAsync(process.env.PREFIX + 'office/temperature', '1', { qos: 1 });\n",
      [/more than 2000 packets/],
    ],
    [
      'that writes without end',
      "for (;;) process.stdout.write('x\\n'.repeat(1_000));\n",
      [/more than 20000 lines/],
    ],
  ] as const)('%s is named and ended', async ([, text, says]) => {
    const { lab, write } = await copy();
    await lab(...TASK);
    await write(text);
    const { exitCode, stdout, left } = await lab(...TASK, '--quiet');
    for (const sentence of says) expect(stdout).toMatch(sentence);
    expect({ exitCode, left }).toEqual({ exitCode: 1, left: [] });
  });
});

it('--watch runs it again when it is saved, and Ctrl-C leaves nothing', async () => {
  const { starts, solve } = await copy();
  const watching = starts(...TASK, '--watch', '--quiet');
  await printed(watching, /waiting for you to save/);
  const passed = printed(watching, /✔ passed: 03\.1/);
  await solve();
  await passed;
  process.kill(watching.running.pid ?? 0, 'SIGINT');
  const { exitCode, left } = await watching.ended;
  expect({ exitCode, left }).toEqual({ exitCode: 130, left: [] });
});

it.for([
  [['--hint'], '--hint needs a task: write: npm run lab 03 -- --task 1 --hint'],
  [['--task', '1'], '--task needs a lab: write: npm run lab 03 -- --task 1'],
  [['03', '--task', '99'], /^lab 03-retain has no task "99": it has tasks 1, /],
  [['05', '--task', '2'], /^lab 05-small-packets has no task "2": it has task 1$/],
  [['--reset'], '--reset asks first, and needs a terminal: run it in a terminal, or delete .progress.json'],
] as const)('%j is refused in one line', async ([words, says]) => {
  const ended = await run(['harness/cli/lab.ts', ...words]);
  if (typeof says === 'string') expectCouldNotRun(ended, { says });
  else expect(ended).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(says) });
});

it('a progress file that was spoilt stops the list, and no lab', async () => {
  const { lab, spoil } = await copy();
  await spoil();
  expectCouldNotRun(await lab('--list'), {
    says: '.progress.json cannot be read: correct it, or start again with npm run lab -- --reset',
  });
  const { exitCode, stderr } = await lab('03', '--quiet');
  expect({ exitCode, stderr }).toEqual({
    exitCode: 0,
    stderr: '.progress.json cannot be read: correct it, or start again with npm run lab -- --reset',
  });
});
