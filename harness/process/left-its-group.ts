import { readdir, readFile } from 'node:fs/promises';
import { errorCode } from '../base/error-code.ts';

/** A process that forks while it is looked for is found in one of the next rounds. */
const ROUNDS = 20;

/**
 * Kills the processes whose environment has this value. They may have left the process group of the program that started them, as a
 * daemon does. Only on Linux, where `/proc` shows the environment of the user's own processes.
 * @param variable `NAME=value`, unique to that program
 */
export async function killAllWith(variable: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const found = await processesWith(variable);
    if (found.length === 0) return;
    for (const pid of found) kill(pid);
  }
}

async function processesWith(variable: string): Promise<number[]> {
  const names = await readdir('/proc').catch(() => []);
  const found = await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => {
        const environment = await readFile(`/proc/${name}/environ`, 'latin1').catch(() => '');
        return environment.split('\0').includes(variable) ? [Number(name)] : [];
      }),
  );
  return found.flat();
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
