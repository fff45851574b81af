import { DeadlineError } from '../base/deadline.ts';
import { afterOwnTime } from '../base/own-time.ts';
import type { Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';

/**
 * How long a job may take. Waiting for its own broker is not counted: other jobs are before it in the queue, and EMQX takes half a
 * minute to restart. The time begins anew when that broker has started.
 */
export class JobDeadline {
  readonly #awaited: Text;
  readonly #ms: number;
  readonly #overdue = new AbortController();
  #withdraw = () => {};
  /** How many brokers it waits for now. */
  #waits = 0;
  #isSettled = false;

  /** @param ms in milliseconds */
  constructor(awaited: Text, ms: number) {
    this.#awaited = awaited;
    this.#ms = ms;
  }

  /** Aborted when the job is overdue. It must end, so that other users of its broker can go on. */
  get signal(): AbortSignal {
    return this.#overdue.signal;
  }

  /** Wraps the broker for the job, so that waiting for another broker is not counted. */
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

  /** The result of the job. @throws DeadlineError */
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
