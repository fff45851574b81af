import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onLifeline } from './lifeline.ts';
import { Output } from './output.ts';
import type { BrokerProcess } from './process.ts';

/** How long a program may take to end by itself, in ms. */
const patience = 2000;

/**
 * Starts a broker's program on a lifeline: it ends when this process is gone, also on `process.exit` and on
 * SIGKILL. It has a process group of its own, so that Ctrl-C in the terminal reaches us, and the broker only by us.
 */
export function spawnBroker(program: string, ...args: readonly string[]): BrokerProcess {
  const [shell = 'sh', ...words] = onLifeline(program, ...args);
  const child = spawn(shell, words, { stdio: 'pipe', detached: true });
  child.stdin.on('error', () => {});
  const ended = once(child, 'close').then(
    () => {},
    () => {},
  );
  return {
    output: new Output(child.stdout, child.stderr),
    ended,
    stop: async () => {
      child.stdin.end();
      const stuck = setTimeout(() => killGroup(child.pid), patience);
      await ended;
      clearTimeout(stuck);
    },
  };
}

function killGroup(leader: number | undefined): void {
  if (leader !== undefined) process.kill(-leader, 'SIGKILL');
}
