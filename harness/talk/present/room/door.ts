import type { RoomLimits } from './limits.ts';
import { TokenBucket } from './token-bucket.ts';

/** Number of addresses whose attempts are remembered; the oldest is forgotten. */
const MOST_ADDRESSES = 1_000;

/** Counts connections, in total and by address, so that one address can't take all the places. */
export class Door {
  readonly #limits: RoomLimits;
  readonly #attempts: TokenBucket;
  readonly #attemptsOf = new Map<string, TokenBucket>();
  readonly #inside = new Map<string, number>();

  constructor(limits: RoomLimits) {
    this.#limits = limits;
    this.#attempts = new TokenBucket(limits.attempts);
  }

  /** Number of open connections. */
  get count(): number {
    return [...this.#inside.values()].reduce((sum, some) => sum + some, 0);
  }

  /**
   * Whether a connection from this address is accepted now; an address at its limit is refused even if there are free
   * places.
   */
  hasPlaceFor(address: string): boolean {
    const { connections, fromOneAddress } = this.#limits;
    return this.count < connections && (this.#inside.get(address) ?? 0) < fromOneAddress;
  }

  /** Counts a connection, if there is a free place and the address does not try too often. */
  enter(address: string): boolean {
    // The address first: one that tries too often must not use up the attempts of all.
    if (!this.#rateOf(address).take() || !this.#attempts.take() || !this.hasPlaceFor(address)) return false;
    this.#inside.set(address, (this.#inside.get(address) ?? 0) + 1);
    return true;
  }

  leave(address: string): void {
    const left = (this.#inside.get(address) ?? 0) - 1;
    if (left > 0) this.#inside.set(address, left);
    else this.#inside.delete(address);
  }

  /** All connections have ended. */
  clear(): void {
    this.#inside.clear();
  }

  #rateOf(address: string): TokenBucket {
    const known = this.#attemptsOf.get(address);
    if (known !== undefined) return known;
    if (this.#attemptsOf.size >= MOST_ADDRESSES) this.#forget();
    const rate = new TokenBucket(this.#limits.attemptsOfOne);
    this.#attemptsOf.set(address, rate);
    return rate;
  }

  #forget(): void {
    for (const [address, rate] of this.#attemptsOf) if (rate.isRested) this.#attemptsOf.delete(address);
    // Still too many: forgets the oldest.
    const [oldest] = this.#attemptsOf.keys();
    if (this.#attemptsOf.size >= MOST_ADDRESSES && oldest !== undefined) this.#attemptsOf.delete(oldest);
  }
}
