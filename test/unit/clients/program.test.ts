import { describe, expect, onTestFinished, test } from 'vitest';
import { within } from '../../../harness/base/deadline.ts';
import { type RunningProgram, startProgram } from '../../../harness/clients/program.ts';

function start(script: string): RunningProgram {
  const program = startProgram({ file: 'sh', args: ['-c', script] });
  onTestFinished(() => program.stop());
  return program;
}

const line = (program: RunningProgram, pattern: RegExp) =>
  within(program.said.line(pattern), { en: `a line like ${pattern}`, ja: `${pattern} に合う行` });

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('a program’s exit code and what it said on both streams', async () => {
  const program = start('echo out; echo err >&2; exit 3');
  expect(await program.ended).toEqual({ code: 3 });
  await program.stop();
  expect(program.said.lines.toSorted()).toEqual(['err', 'out']);
});

test('what it said is over when the last of it was read, not before what it left behind is gone', async () => {
  const program = start('{ sleep 1000 & echo "child $!"; } ; seq 1 20000; exit 3');
  const child = Number((await line(program, /^child \d+$/)).split(' ')[1]);
  await program.ended;
  await program.said.until((lines) => lines.at(-1) === '20000');
  let isOver = false;
  const over = program.said.over.then(() => {
    isOver = true;
  });
  await new Promise(setImmediate);
  expect(isOver).toBe(false);
  process.kill(child);
  await over;
});

test('a program that is not there', async () => {
  const program = startProgram({ file: 'no-such-program', args: [] });
  expect(await program.ended).toEqual({ code: 127 });
  await program.stop();
  expect(program.said.lines.join()).toContain('no-such-program');
});

test('one that ignores SIGTERM is ended all the same, and what it started too', async () => {
  const program = start('trap "" TERM; sleep 1000 & echo "child $!"; while :; do sleep 0.01; done');
  const child = Number((await line(program, /^child \d+$/)).split(' ')[1]);
  expect(isAlive(child)).toBe(true);
  await program.stop();
  await expect.poll(() => isAlive(child)).toBe(false);
});

test('what a program that has ended left behind is ended', async () => {
  const program = start('sleep 1000 & echo "child $!"');
  const child = Number((await line(program, /^child \d+$/)).split(' ')[1]);
  await program.ended;
  expect(isAlive(child)).toBe(true);
  await program.stop();
  await expect.poll(() => isAlive(child)).toBe(false);
});

const itsEnd = { en: 'its end', ja: '終了' };

describe('a process that has left the group, as a daemon does', () => {
  /** Prints the process id of a `sleep` in a session of its own, which ignores SIGTERM and holds the pipes open. */
  const daemon = (env: string) =>
    startProgram({
      file: process.execPath,
      args: [
        '-e',
        `const { pid } = require('node:child_process').spawn('sh', ['-c', 'trap "" TERM; exec sleep 1000'],
          { detached: true, stdio: 'inherit', env: ${env} });
        console.log('child ' + pid)`,
      ],
    });

  test('is ended, too', async (context) => {
    if (process.platform !== 'linux') return context.skip('only Linux shows the environment of a process');
    const program = daemon('process.env');
    onTestFinished(() => program.stop());
    const child = Number((await line(program, /^child \d+$/)).split(' ')[1]);
    await within(program.stop(), itsEnd, 10_000);
    await expect.poll(() => isAlive(child)).toBe(false);
  });

  test('does not keep what stops it waiting, if it is not found', async () => {
    const program = daemon('{ PATH: process.env.PATH }');
    const child = Number((await line(program, /^child \d+$/)).split(' ')[1]);
    onTestFinished(() => process.kill(child, 'SIGKILL') && program.stop());
    await within(program.stop(), itsEnd, 10_000);
  });
});

test('of a flood, the beginning and the end are kept', async () => {
  const program = start('seq 1 100000; printf last');
  await program.ended;
  await program.stop();
  expect(program.said.lines).toHaveLength(100);
  expect(program.said.lines[0]).toBe('1');
  expect(program.said.lines.at(-1)).toBe('last');
  expect(program.said.dropped).toBe(100_001 - 100);
});

test('one endless line takes no memory', async () => {
  const program = start('head -c 5000000 /dev/zero | tr "\\0" x; echo; echo next');
  await program.ended;
  await program.stop();
  expect(program.said.lines.map(({ length }) => length)).toEqual([1000, 4]);
});
