/**
 * The second that a rate is counted over, in ms. A quarter longer, because the network, or a busy machine, can bring packets
 * closer together than they were sent.
 */
const WINDOW_MS = 1_250;

interface Departure {
  readonly at: number;
  readonly weight: number;
}

/** Spreads departures so that no window has more than a rate allows. Each key has a rate of its own. */
export class Departures {
  readonly #count: number;
  readonly #now: () => number;
  readonly #departures = new Map<string | number, Departure[]>();

  /** @param now a clock in ms that never goes back */
  constructor(count: number, now: () => number) {
    this.#count = count;
    this.#now = now;
  }

  /**
   * When something may depart at the earliest, on the clock. It is counted as departing then.
   * @param weight how much it counts; more than the rate departs alone
   * @param notBefore another rate's answer
   */
  next(key: string | number, weight = 1, notBefore = this.#now()): number {
    const recent = (this.#departures.get(key) ?? []).filter((one) => one.at > this.#now() - WINDOW_MS);
    // Whole milliseconds: sums of fractions are not exact.
    let at = Math.ceil(notBefore);
    for (;;) {
      // Also those that wait: one connection's wait must not make another wait behind it.
      const near = recent.filter((one) => Math.abs(one.at - at) < WINDOW_MS);
      if (near.length === 0 || weightOf(near) + weight <= this.#count) break;
      at = Math.max(at, Math.min(...near.map((one) => one.at)) + WINDOW_MS);
    }
    this.#departures.set(key, [...recent, { at, weight }]);
    return at;
  }

  /** The last departure has arrived by now, which may be long after it departed: what follows keeps its distance from that. */
  arrived(key: string | number): void {
    const departures = this.#departures.get(key) ?? [];
    const now = Math.ceil(this.#now());
    const last = departures.findLast((one) => one.at <= now);
    if (last !== undefined)
      this.#departures.set(key, [...departures.filter((one) => one !== last), { ...last, at: now }]);
  }
}

const weightOf = (departures: readonly Departure[]): number =>
  departures.reduce((sum, { weight }) => sum + weight, 0);
