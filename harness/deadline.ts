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
 * The promise, or a {@link DeadlineError} after `ms` milliseconds. The timer is gone on every way out.
 * @throws DeadlineError
 */
export async function within<T>(promise: Promise<T>, awaited: Text, ms = DEFAULT_DEADLINE_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError(awaited, ms)), ms);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
