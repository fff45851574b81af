import pLimit from 'p-limit';
import type { OwnBroker } from '../broker.ts';
import type { NamedChoice } from '../choice/choose.ts';
import { kindOf } from '../kinds.ts';
import { openOwn } from '../open.ts';
import type { Setup } from '../setup/setup.ts';
import { SharedBroker } from './shared-broker.ts';

/** How many brokers may start at the same time: a starting broker keeps one processor busy. */
const AT_ONCE = 2;

/**
 * Further brokers of one kind, each with a setup of its own. Claims that ask for the same setup share a broker and its
 * restart; see {@link SharedBroker}.
 */
export class Others {
  readonly #choice: NamedChoice;
  readonly #shared = new Map<string, Promise<SharedBroker>>();
  readonly #all = new Set<Promise<OwnBroker>>();
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #closed = new AbortController();

  constructor(choice: NamedChoice) {
    this.#choice = choice;
    this.#limit = pLimit(kindOf(choice.name)?.startsAtOnce ?? AT_ONCE);
  }

  /** Opens a broker with this setup. It answers when this returns. @throws CannotRunError as when the first one was started */
  async open(setup: Setup): Promise<OwnBroker> {
    const key = JSON.stringify(setup);
    const starting = this.#shared.get(key) ?? this.#start(setup);
    this.#shared.set(key, starting);
    const broker = await (await starting).join();
    if (broker !== undefined) return broker;
    // The broker did not answer after a restart. Another user may already have replaced it.
    if (this.#shared.get(key) === starting) this.#shared.delete(key);
    return this.open(setup);
  }

  /** Stops all of them. */
  async stop(): Promise<void> {
    this.#closed.abort();
    const brokers = await Promise.allSettled(this.#all);
    await Promise.all(brokers.map(async (one) => one.status === 'fulfilled' && one.value.stop()));
  }

  async #start(setup: Setup): Promise<SharedBroker> {
    const opening = { report: () => {}, signal: this.#closed.signal };
    const starting = this.#limit(() => openOwn(this.#choice, opening, setup));
    this.#all.add(starting);
    const broker = await starting;
    return new SharedBroker({ ...broker, restart: () => this.#limit(() => broker.restart()) });
  }
}
