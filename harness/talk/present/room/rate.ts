export interface RateOptions {
  readonly perSecond: number;
  /** How many may come at once. */
  readonly burst: number;
}

/** Lets so many things a second pass, on average. */
export class Rate {
  readonly #perMs: number;
  readonly #burst: number;
  readonly #now: () => number;
  #left: number;
  #at: number;

  /** @param now in ms, never backwards */
  constructor({ perSecond, burst }: RateOptions, now: () => number = () => performance.now()) {
    this.#perMs = perSecond / 1000;
    this.#burst = burst;
    this.#now = now;
    this.#left = burst;
    this.#at = now();
  }

  /** Whether one more may pass now; then it counts. */
  take(): boolean {
    const now = this.#now();
    this.#left = Math.min(this.#burst, this.#left + (now - this.#at) * this.#perMs);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  /** Whether as many may pass at once as ever: it says nothing more than a new one. */
  get isRested(): boolean {
    return this.#left + (this.#now() - this.#at) * this.#perMs >= this.#burst;
  }
}
