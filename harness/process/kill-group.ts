import { errorCode } from '../base/error-code.ts';

/** Kills a process group. One that has ended is no error: this process may not know of its end yet. */
export function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
