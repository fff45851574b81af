import type { Text } from '../../base/text.ts';

/** How many bytes the faults of one tap may keep back in total. */
export class HeldBudget {
  readonly #limit: number;
  #used = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  take(bytes: number): boolean {
    if (this.#used + bytes > this.#limit) return false;
    this.#used += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#used -= bytes;
  }

  refusal(bytes: number): Text {
    return {
      en: `a packet of ${bytes} bytes passed because the tap holds ${this.#limit} bytes at most`,
      ja: `${bytes} バイトのパケットは、タップが保持できる ${this.#limit} バイトを超えるため、そのまま通りました`,
    };
  }
}
