import { setTimeout as pass } from 'node:timers/promises';

/**
 * Limits the average packet rate to a broker. A running job is never slowed, because a claim may measure time; the next job waits
 * until the average is back under the limit.
 */
export class RateLimit {
  readonly #packetsPerSecond: number;
  /** When the average is back under the limit, in ms on performance.now(). */
  #paidAt = 0;

  /** @param packetsPerSecond Infinity for no limit */
  constructor(packetsPerSecond: number) {
    this.#packetsPerSecond = packetsPerSecond;
  }

  /** Counts a packet that was sent. */
  count(): void {
    this.#paidAt = Math.max(this.#paidAt, performance.now()) + 1_000 / this.#packetsPerSecond;
  }

  /** Waits until the next job may begin. */
  async turn(signal: AbortSignal): Promise<void> {
    for (;;) {
      const debt = this.#paidAt - performance.now();
      if (debt <= 0 || signal.aborted) return;
      await pass(debt, undefined, { signal }).catch(() => {});
    }
  }
}
