import type { RoomLimits } from './limits.ts';
import { Rate } from './rate.ts';

/** Addresses whose attempts are remembered; those that have not tried for a while are forgotten. */
const MOST_ADDRESSES = 1_000;

/** Counts connections, in all and by address, so that no one address takes the places of all. */
export class Door {
  readonly #limits: RoomLimits;
  readonly #attempts: Rate;
  readonly #attemptsOf = new Map<string, Rate>();
  readonly #inside = new Map<string, number>();

  constructor(limits: RoomLimits) {
    this.#limits = limits;
    this.#attempts = new Rate(limits.attempts);
  }

  /** How many are inside. */
  get count(): number {
    return [...this.#inside.values()].reduce((sum, some) => sum + some, 0);
  }

  /** Whether there is a place; an address at its limit finds none, though others may. */
  hasPlaceFor(address: string): boolean {
    const { connections, fromOneAddress } = this.#limits;
    return this.count < connections && (this.#inside.get(address) ?? 0) < fromOneAddress;
  }

  /** One more comes in, if there is a place and it does not try too often. */
  enter(address: string): boolean {
    // The address first: one that tries too often does not use up what there is for all.
    if (!this.#rateOf(address).take() || !this.#attempts.take() || !this.hasPlaceFor(address)) return false;
    this.#inside.set(address, (this.#inside.get(address) ?? 0) + 1);
    return true;
  }

  leave(address: string): void {
    const left = (this.#inside.get(address) ?? 0) - 1;
    if (left > 0) this.#inside.set(address, left);
    else this.#inside.delete(address);
  }

  /** All have left at once. */
  clear(): void {
    this.#inside.clear();
  }

  #rateOf(address: string): Rate {
    const known = this.#attemptsOf.get(address);
    if (known !== undefined) return known;
    if (this.#attemptsOf.size >= MOST_ADDRESSES) this.#forget();
    const rate = new Rate(this.#limits.attemptsOfOne);
    this.#attemptsOf.set(address, rate);
    return rate;
  }

  #forget(): void {
    for (const [address, rate] of this.#attemptsOf) if (rate.isRested) this.#attemptsOf.delete(address);
    // Still too many: the oldest goes.
    const [oldest] = this.#attemptsOf.keys();
    if (this.#attemptsOf.size >= MOST_ADDRESSES && oldest !== undefined) this.#attemptsOf.delete(oldest);
  }
}
