import type { RawClient } from '../../wire/client/raw-client.ts';
import { isAnswer } from './recorded.ts';

/** Longer than any replay, in ms. */
const FOR_EVER = 2 ** 31 - 1;

/** Counts the answers that a client receives. */
export class Answers {
  #count = 0;
  /** Answers that another broker sent and this one does not send. */
  #lacking = 0;
  #isOver = false;
  #tell: () => void = () => {};

  constructor(client: RawClient) {
    void this.#countAll(client);
  }

  /** Waits until that many answers have come, the connection has ended, or `ms` have passed; then that many are never expected again. */
  async reach(wanted: number, ms: number): Promise<void> {
    const isThere = () => this.#isOver || this.#count + this.#lacking >= wanted;
    if (isThere()) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.#tell = () => {
      if (isThere()) resolve();
    };
    await promise;
    clearTimeout(timer);
    this.#lacking = Math.max(this.#lacking, wanted - this.#count);
  }

  async #countAll(client: RawClient): Promise<void> {
    try {
      for (;;) {
        const { type } = await client.receive(undefined, { deadline: FOR_EVER });
        if (isAnswer(type)) this.#count++;
        this.#tell();
      }
    } catch {
      this.#isOver = true;
      this.#tell();
    }
  }
}
