/** Limits how much happens in any second, or in any window of another length. */
export class SlidingWindow {
  readonly #most: number;
  readonly #windowMs: number;
  /** When each unit of the last window was used, in ms. */
  #used: { readonly at: number; readonly amount: number }[] = [];

  /** @param most in a window */
  constructor(most: number, windowMs = 1_000) {
    this.#most = most;
    this.#windowMs = windowMs;
  }

  /** Uses a part of the rate now. @returns false if less is left; then nothing is used */
  use(amount = 1): boolean {
    const now = performance.now();
    this.#used = this.#used.filter(({ at }) => at > now - this.#windowMs);
    const sum = this.#used.reduce((all, one) => all + one.amount, 0);
    if (sum + amount > this.#most) return false;
    this.#used.push({ at: now, amount });
    return true;
  }
}
