import pLimit from 'p-limit';
import type { NamedChoice } from './choose.ts';
import { openOwn } from './open.ts';
import type { OwnBroker, Setup } from './setup.ts';

/** How many may be starting at a time: each keeps a processor busy while it does. */
const AT_ONCE = 2;

/**
 * Further brokers of one kind, each with a setup of its own. Who asks for the same setup shares a broker; one that keeps
 * what it has is there to be restarted, and belongs to who asked for it.
 */
export class Others {
  readonly #choice: NamedChoice;
  readonly #shared = new Map<string, Promise<OwnBroker>>();
  readonly #all = new Set<Promise<OwnBroker>>();
  readonly #limit = pLimit(AT_ONCE);
  readonly #closed = new AbortController();

  constructor(choice: NamedChoice) {
    this.#choice = choice;
  }

  /** It answers when this returns. @throws CannotRunError as for the first of its kind */
  async open(setup: Setup): Promise<OwnBroker> {
    if (setup.persistence) return this.#start(setup);
    const key = JSON.stringify(setup);
    const starting = this.#shared.get(key) ?? this.#start(setup);
    this.#shared.set(key, starting);
    const broker = await starting;
    const leaveRunning = async () => {};
    return { ...broker, stop: leaveRunning, [Symbol.asyncDispose]: leaveRunning };
  }

  /** Stops them all. */
  async stop(): Promise<void> {
    this.#closed.abort();
    const brokers = await Promise.allSettled(this.#all);
    await Promise.all(brokers.map(async (one) => one.status === 'fulfilled' && one.value.stop()));
  }

  #start(setup: Setup): Promise<OwnBroker> {
    const opening = { report: () => {}, signal: this.#closed.signal };
    const starting = this.#limit(() => openOwn(this.#choice, opening, setup));
    this.#all.add(starting);
    return starting;
  }
}
