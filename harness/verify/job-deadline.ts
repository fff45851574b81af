import { DeadlineError } from '../base/deadline.ts';
import { afterOwnTime } from '../base/own-time.ts';
import type { Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';

/**
 * How long a job may take by itself. What it waits for a broker of its own is not counted: others stand in the queue before
 * it, and EMQX takes half a minute to restart. The time begins anew when that broker is there.
 */
export class JobDeadline {
  readonly #awaited: Text;
  readonly #ms: number;
  readonly #overdue = new AbortController();
  #withdraw = () => {};
  /** How much it waits for now that is not counted. */
  #waits = 0;
  #isSettled = false;

  /** @param ms in milliseconds */
  constructor(awaited: Text, ms: number) {
    this.#awaited = awaited;
    this.#ms = ms;
  }

  /** Aborted when the job is overdue: it is to end, so that those who share a broker with it can go on. */
  get signal(): AbortSignal {
    return this.#overdue.signal;
  }

  /** The broker as the job is to see it. */
  around(broker: Broker): Broker {
    const { another } = broker;
    if (another === undefined) return broker;
    return {
      ...broker,
      another: async (setup) => {
        const own = await this.#uncounted(() => another(setup));
        return { ...own, restart: () => this.#uncounted(() => own.restart()) };
      },
    };
  }

  /** What the job comes to. @throws DeadlineError */
  async of<T>(running: Promise<T>): Promise<T> {
    const tooLate = new Promise<never>((_, reject) => {
      this.signal.addEventListener('abort', () => reject(this.signal.reason));
    });
    this.#begin();
    try {
      return await Promise.race([running, tooLate]);
    } finally {
      this.#isSettled = true;
      this.#withdraw();
    }
  }

  async #uncounted<T>(wait: () => Promise<T>): Promise<T> {
    this.#withdraw();
    this.#waits++;
    try {
      return await wait();
    } finally {
      this.#waits--;
      this.#begin();
    }
  }

  #begin(): void {
    this.#withdraw();
    if (this.#isSettled || this.#waits > 0) return;
    const over = () => this.#overdue.abort(new DeadlineError(this.#awaited, this.#ms));
    this.#withdraw = afterOwnTime(this.#ms, over);
  }
}
