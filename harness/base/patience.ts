import { DEFAULT_DEADLINE_MS, within } from './deadline.ts';
import type { Text } from './text.ts';

/** How long something is awaited before its absence counts. */
export interface Patience {
  /**
   * Waits for the promise, or throws the reason for not waiting any longer.
   * @param deadline milliseconds that it may take in any case; for claims about time, and for the client's own timers
   * @throws DeadlineError if the broker did not answer
   * @throws CannotRunError `no-control-answer` or `too-slow` if nothing is proved by the missing answer
   */
  until<T>(promise: Promise<T>, awaited: Text, deadline?: number): Promise<T>;
  /** Called with each packet: the broker is working. */
  moved(): void;
}

/** Patience with a fixed time, in ms, unless the caller sets a deadline. Asks no control question. */
export const fixedPatience = (usual = DEFAULT_DEADLINE_MS): Patience => ({
  until: (promise, awaited, deadline = usual) => within(promise, awaited, deadline),
  moved: () => {},
});
