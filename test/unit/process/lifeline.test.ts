import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { killGroup } from '../../../harness/process/kill-group.ts';
import { endedAgain, onceMore, onGroupLifeline, onLifeline } from '../../../harness/process/lifeline.ts';

function run(...command: string[]) {
  const [shell = '', ...words] = onLifeline(...command);
  const child = spawn(shell, words, { stdio: 'pipe' });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const ended = once(child, 'close').then(([code]) => code as number);
  return { child, ended, output: () => output };
}

describe('a command on a lifeline', () => {
  it('runs with its words as they are, and ends with its own exit code', async () => {
    const { ended, output } = run('sh', '-c', 'printf "%s|" "$@"; exit 7', 'x', 'a b', '$HOME', '');
    expect(await ended).toBe(7);
    expect(output()).toBe('a b|$HOME||');
  });

  it('gets the end of the input at once', async () => {
    expect(await run('cat').ended).toBe(0);
  });

  it('is ended when the other end lets go', async () => {
    const { child, ended } = run('sh', '-c', 'echo started; exec sleep 60');
    await once(child.stdout, 'data');
    child.stdin.end();
    expect(await ended).toBe(143);
  });

  it('is started once more for each line, and not at the end of the input', async () => {
    const { child, ended, output } = run('sh', '-c', 'echo started; exec sleep 60');
    for (let starts = 1; starts <= 3; starts++) {
      while (output().split('started').length <= starts) await once(child.stdout, 'data');
      if (starts < 3) child.stdin.write(onceMore);
    }
    child.stdin.end();
    expect(await ended).toBe(143);
    expect(output()).toBe('started\n'.repeat(3));
  });

  it('waits to be started a second time where it ended by itself after a restart', async () => {
    const counted =
      'n=$(($(cat "$0" 2>/dev/null) + 1)); echo $n >"$0"; echo start $n; [ $n = 2 ] && exit 9; exec sleep 60';
    const scratch = await mkdtemp(join(tmpdir(), 'lifeline-'));
    onTestFinished(() => rm(scratch, { recursive: true }));
    const { child, ended, output } = run('sh', '-c', counted, join(scratch, 'starts'));
    const said = async (text: string) => {
      while (!output().includes(text)) await once(child.stdout, 'data');
    };
    await said('start 1');
    child.stdin.write(onceMore);
    await said(endedAgain);
    child.stdin.write(onceMore);
    await said('start 3');
    child.stdin.end();
    expect(await ended).toBe(143);
    expect(output()).toBe(`start 1\nstart 2\n${endedAgain}\nstart 3\n`);
  });

  it('ends and takes its scratch directory with it where nobody reads any more', async () => {
    const scratch = await mkdtemp(join(tmpdir(), 'lifeline-'));
    vi.stubEnv('SCRATCH', scratch);
    onTestFinished(() => void vi.unstubAllEnvs());
    const startsOnce = '[ -e "$0" ] && exit 9; touch "$0"; echo started; exec sleep 60';
    const { child, ended } = run('sh', '-c', startsOnce, join(scratch, 'started'));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    child.stdin.write(onceMore);
    expect(await ended).toBe(9);
    await expect(access(scratch)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('takes its scratch directory with it', async () => {
    const scratch = await mkdtemp(join(tmpdir(), 'lifeline-'));
    vi.stubEnv('SCRATCH', scratch);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { child, ended } = run('sh', '-c', `touch ${scratch}/kept; echo started; exec sleep 60`);
    await once(child.stdout, 'data');
    await expect(access(join(scratch, 'kept'))).resolves.toBeUndefined();
    child.stdin.end();
    await ended;
    await expect(access(scratch)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('leaves no process behind that holds its output', async () => {
    // 'close' comes when no process can write to stdout any more.
    expect(await run('true').ended).toBe(0);
  });
});

describe('a process group on a lifeline', () => {
  function lead(...command: string[]) {
    const [shell = '', ...words] = onGroupLifeline(randomUUID(), ...command);
    const child = spawn(shell, words, { stdio: 'pipe', detached: true });
    const { pid = 0 } = child;
    onTestFinished(() => killGroup(pid));
    return { child, ended: once(child, 'exit'), isGone: () => isGroupGone(pid) };
  }

  const isGroupGone = (leader: number) => {
    try {
      return !process.kill(-leader, 0);
    } catch {
      return true;
    }
  };

  it('runs with its words as they are, and ends with its own exit code', async () => {
    const { child, ended } = lead('sh', '-c', 'printf "%s|" "$@"; exit 7', 'x', 'a b', '$HOME', '');
    const [printed] = await once(child.stdout, 'data');
    expect(String(printed)).toBe('a b|$HOME||');
    expect(await ended).toEqual([7, null]);
  });

  it('is ended when the other end lets go', async () => {
    const { child, ended } = lead('sh', '-c', 'echo started; exec sleep 60');
    await once(child.stdout, 'data');
    child.stdin.end();
    expect(await ended).toEqual([143, null]);
  });

  it('is killed with all that it has started, if it ignores SIGTERM', async () => {
    const { child, ended, isGone } = lead(
      'sh',
      '-c',
      'trap "" TERM; sleep 60 & echo started; wait; sleep 60',
    );
    await once(child.stdout, 'data');
    child.stdin.end();
    await ended;
    await vi.waitFor(() => expect(isGone()).toBe(true), 5_000);
  });

  it('is killed with what has left the group', async (context) => {
    if (process.platform !== 'linux') return context.skip('only Linux shows the environment of a process');
    const daemon = `const child = require('node:child_process').spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
      console.log(child.pid)`;
    const { child } = lead(process.execPath, '-e', `${daemon}; setInterval(() => {}, 1000)`);
    const [printed] = await once(child.stdout, 'data');
    const isAlive = () => {
      try {
        return process.kill(Number(printed), 0);
      } catch {
        return false;
      }
    };
    expect(isAlive()).toBe(true);
    child.stdin.end();
    await vi.waitFor(() => expect(isAlive()).toBe(false), 30_000);
  });
});
