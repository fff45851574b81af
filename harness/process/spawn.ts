import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { killGroup } from './kill-group.ts';
import { onceMore, onLifeline } from './lifeline.ts';
import { Output } from './output.ts';
import type { BrokerProcess } from './process.ts';

/** How long a program may take to end by itself, in ms. */
const patience = 2000;

/**
 * Starts a broker's program on a lifeline: it ends when this process is gone, also on `process.exit` and on
 * SIGKILL. It has a process group of its own, so that Ctrl-C in the terminal reaches us, and the broker only by us.
 * @param scratch a directory that is removed when it has ended
 */
export function spawnBroker(command: readonly string[], scratch = ''): BrokerProcess {
  const [shell = 'sh', ...words] = onLifeline(...command);
  const env = { ...process.env, SCRATCH: scratch };
  const child = spawn(shell, words, { stdio: 'pipe', detached: true, env });
  child.stdin.on('error', () => {});
  const ended = once(child, 'close').then(
    () => {},
    () => {},
  );
  return {
    output: new Output(child.stdout, child.stderr),
    ended,
    restart: () => {
      child.stdin.write(onceMore);
    },
    stop: async () => {
      child.stdin.end();
      const stuck = setTimeout(() => killGroup(child.pid), patience);
      await ended;
      clearTimeout(stuck);
      // Where it had to be killed, the lifeline could not.
      if (scratch !== '') await rm(scratch, { recursive: true, force: true });
    },
  };
}
