import { DEFAULT_DEADLINE_MS, within } from './deadline.ts';
import type { Text } from './text.ts';

/** How long something is awaited before its absence counts. */
export interface Patience {
  /**
   * The promise, or an error that says why it is not waited for any longer.
   * @param deadline milliseconds it may take at least; for what is about time, or waits for a client's own timers
   * @throws DeadlineError where it did not come
   * @throws CannotRunError `no-control-answer` or `too-slow` where its absence proves nothing
   */
  until<T>(promise: Promise<T>, awaited: Text, deadline?: number): Promise<T>;
  /** Something moved on the wire: the broker is at work. */
  moved(): void;
}

/** A fixed time in milliseconds where the caller sets no deadline, and no questions. */
export const fixedPatience = (usual = DEFAULT_DEADLINE_MS): Patience => ({
  until: (promise, awaited, deadline = usual) => within(promise, awaited, deadline),
  moved: () => {},
});
