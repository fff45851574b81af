import { afterOwnTime } from './own-time.ts';
import type { Text } from './text.ts';

/** Long enough for a loaded machine; a wait that succeeds never takes it. */
export const DEFAULT_DEADLINE_MS = 5_000;

/** What was awaited did not happen in time. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
  readonly awaited: Text;
  readonly afterMs: number;

  constructor(awaited: Text, afterMs: number) {
    super(`waited ${afterMs} ms for ${awaited.en}`);
    this.awaited = awaited;
    this.afterMs = afterMs;
  }
}

/**
 * The promise, or a {@link DeadlineError} after `ms` milliseconds of {@link afterOwnTime}. The timer is gone on every way out.
 * @throws DeadlineError
 */
export async function within<T>(promise: Promise<T>, awaited: Text, ms = DEFAULT_DEADLINE_MS): Promise<T> {
  let withdraw = () => {};
  const tooLate = new Promise<never>((_, reject) => {
    withdraw = afterOwnTime(ms, () => reject(new DeadlineError(awaited, ms)));
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    withdraw();
  }
}
