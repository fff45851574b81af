import { setTimeout as pass } from 'node:timers/promises';

/**
 * Keeps what is sent to a broker at so many packets a second on average. Nothing that has begun is slowed down, as a claim
 * may be about time: who wants to begin waits until what was sent before is paid for.
 */
export class RateLimit {
  readonly #packetsPerSecond: number;
  /** When the packets sent so far would all be paid for, in ms on performance.now(). */
  #paidAt = 0;

  /** @param packetsPerSecond Infinity: no bound */
  constructor(packetsPerSecond: number) {
    this.#packetsPerSecond = packetsPerSecond;
  }

  /** A packet was sent. */
  count(): void {
    this.#paidAt = Math.max(this.#paidAt, performance.now()) + 1_000 / this.#packetsPerSecond;
  }

  /** Returns when the next may begin. */
  async turn(signal: AbortSignal): Promise<void> {
    for (;;) {
      const debt = this.#paidAt - performance.now();
      if (debt <= 0 || signal.aborted) return;
      await pass(debt, undefined, { signal }).catch(() => {});
    }
  }
}
