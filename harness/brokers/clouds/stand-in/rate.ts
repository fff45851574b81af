/** Counts what happens in each second. */
export class RateLimit {
  readonly #most: number;
  /** When each unit of the last second was used, in ms. */
  #used: { readonly at: number; readonly amount: number }[] = [];

  /** @param most in a second */
  constructor(most: number) {
    this.#most = most;
  }

  /** Uses so much of it now. @returns false if that is too much, and then uses nothing */
  use(amount = 1): boolean {
    const now = performance.now();
    this.#used = this.#used.filter(({ at }) => at > now - 1_000);
    const sum = this.#used.reduce((all, one) => all + one.amount, 0);
    if (sum + amount > this.#most) return false;
    this.#used.push({ at: now, amount });
    return true;
  }
}
