import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { onLifeline } from '../../../harness/brokers/lifeline.ts';

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

  it('leaves no process behind that holds its output', async () => {
    // 'close' comes when nobody can write to stdout any more.
    expect(await run('true').ended).toBe(0);
  });
});
