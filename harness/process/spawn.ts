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
 * Starts a broker's program on a lifeline: it ends when this process ends, also by `process.exit` and SIGKILL. It runs in a
 * separate process group, so that Ctrl-C reaches only this process, which then stops the broker.
 * @param scratch a directory to remove when the program has ended
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
      // If the lifeline was killed, it has not removed the directory.
      if (scratch !== '') await rm(scratch, { recursive: true, force: true });
    },
  };
}
