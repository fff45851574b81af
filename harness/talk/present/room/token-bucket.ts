export interface TokenBucketOptions {
  readonly perSecond: number;
  /** Most events at once. */
  readonly burst: number;
}

/** A token bucket: limits the average number of events a second. */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  readonly #now: () => number;
  #left: number;
  #at: number;

  /** @param now clock in ms; must be monotonic */
  constructor({ perSecond, burst }: TokenBucketOptions, now: () => number = () => performance.now()) {
    this.#perMs = perSecond / 1000;
    this.#burst = burst;
    this.#now = now;
    this.#left = burst;
    this.#at = now();
  }

  /** Whether one more event is allowed now; if so, counts it. */
  take(): boolean {
    const now = this.#now();
    this.#left = Math.min(this.#burst, this.#left + (now - this.#at) * this.#perMs);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  /** Whether the bucket is full: the object then holds no more than a new one. */
  get isRested(): boolean {
    return this.#left + (this.#now() - this.#at) * this.#perMs >= this.#burst;
  }
}
