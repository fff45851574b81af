import { errorCode } from '../base/error-code.ts';

/** Ends a process group at once. One that has ended is no error: we may not have been told of its end yet. */
export function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
