import type { ReadStream } from 'node:tty';
import { stopOnShutdown } from '../process/shutdown.ts';

const CTRL_C = '\u0003';

/** Passes each key of the terminal on, if there is one, until the process ends. */
export function listenToKeys(stdin: ReadStream, press: (key: string) => void): void {
  if (!stdin.isTTY) return;
  stopOnShutdown(async () => {
    stdin.setRawMode(false);
  });
  stdin.setRawMode(true);
  stdin.setEncoding('utf8').on('data', (typed: string) => {
    for (const key of typed) {
      // In raw mode, the terminal sends no signal for Ctrl-C.
      if (key === CTRL_C) process.kill(process.pid, 'SIGINT');
      else press(key);
    }
  });
}
