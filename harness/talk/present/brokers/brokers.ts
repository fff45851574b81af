import { isDeepStrictEqual } from 'node:util';
import type { Text } from '../../../base/text.ts';
import { isUrlChoice } from '../../../brokers/choice/choose.ts';
import { type Broker, type BrokerChoice, openBroker } from '../../../brokers/index.ts';
import { failure } from '../../../lab/terminal/failure.ts';
import type { BrokerState } from '../state.ts';
import { watchBroker } from './watch.ts';

interface Opened {
  readonly broker: Broker;
  readonly watch: AsyncDisposable;
}

export interface BrokersOptions {
  /** The brokers to choose from, in this order. */
  readonly choices: readonly BrokerChoice[];
  readonly chosen: string;
  /** Called when a broker is starting, becomes ready, fails to start or is lost. */
  readonly told: (state: BrokerState) => void;
  readonly changed: () => void;
}

/** The brokers that a presenter can choose from. They are started on demand and watched while they run. */
export class Brokers {
  readonly #choices: readonly BrokerChoice[];
  readonly #told: (state: BrokerState) => void;
  readonly #changed: () => void;
  readonly #states = new Map<string, BrokerState>();
  readonly #opened = new Map<string, Opened>();
  readonly #closing = new AbortController();
  readonly #opening = new Set<Promise<void>>();
  #chosen: string;

  constructor({ choices, chosen, told, changed }: BrokersOptions) {
    this.#choices = choices;
    this.#chosen = chosen;
    this.#told = told;
    this.#changed = changed;
    for (const { name } of choices) this.#states.set(name, { name, state: 'idle' });
  }

  get chosen(): string {
    return this.#chosen;
  }

  get states(): readonly BrokerState[] {
    return [...this.#states.values()];
  }

  /** The chosen broker. */
  get chosenBroker(): Broker {
    return this.brokerNamed(this.#chosen);
  }

  /** @throws TypeError if the broker does not run */
  brokerNamed(name: string): Broker {
    const opened = this.#opened.get(name);
    if (opened === undefined) throw new TypeError(`${name} is not running`);
    return opened.broker;
  }

  /** Why nothing can run on the chosen broker now, in a few words for the room; its state has the full text. */
  get trouble(): Text | undefined {
    const state = this.#states.get(this.#chosen);
    if (state?.state === 'ready') return undefined;
    if (state?.state !== 'failed') return stillStarting(this.#chosen);
    if (state.says === lost) return isLost(this.#chosen);
    const isElsewhere = this.#choices.some((choice) => choice.name === this.#chosen && isUrlChoice(choice));
    return (isElsewhere ? notReached : notStarted)(this.#chosen);
  }

  /** Chooses the broker for the next run, and starts it if it does not run. */
  choose(name: string): void {
    this.#chosen = name;
    this.start(name).catch((error) => this.#set({ name, state: 'failed', says: failure(error, undefined) }));
    this.#changed();
  }

  /** Settles when the broker is ready or has failed; its state says which. */
  async start(name: string): Promise<void> {
    const choice = this.#choices.find((known) => known.name === name);
    const state = this.#states.get(name)?.state;
    if (choice === undefined || state === 'starting' || state === 'ready') return;
    this.#set({ name, state: 'starting' });
    const opening = this.#open(choice);
    this.#opening.add(opening);
    await opening.finally(() => this.#opening.delete(opening));
  }

  async #open(choice: BrokerChoice): Promise<void> {
    const { name } = choice;
    try {
      await this.#close(name);
      const broker = await openBroker(choice, {
        report: (says) => this.#set({ name, state: 'starting', says }),
        signal: this.#closing.signal,
      });
      const version = broker.version === undefined ? {} : { version: broker.version };
      const watch = watchBroker(broker, (isThere) => {
        if (isThere) this.#set({ name, ...version, state: 'ready' });
        else this.#set({ name, ...version, state: 'failed', says: lost });
      });
      this.#opened.set(name, { broker, watch });
      this.#set({ name, ...version, state: 'ready' });
    } catch (error) {
      this.#set({ name, state: 'failed', says: failure(error, undefined) });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#opening);
    await Promise.all([...this.#opened.keys()].map((name) => this.#close(name)));
  }

  async #close(name: string): Promise<void> {
    const opened = this.#opened.get(name);
    this.#opened.delete(name);
    await opened?.watch[Symbol.asyncDispose]();
    await opened?.broker.stop();
  }

  #set(state: BrokerState): void {
    if (isDeepStrictEqual(state, this.#states.get(state.name))) return;
    this.#states.set(state.name, state);
    this.#told(state);
    this.#changed();
  }
}

const lost: Text = { en: 'it no longer answers', ja: '応答しなくなりました' };
const isLost = (name: string): Text => ({
  en: `${name} no longer answers`,
  ja: `${name} が応答しなくなりました`,
});
const stillStarting = (name: string): Text => ({
  en: `${name} is still starting`,
  ja: `${name} はまだ起動中です`,
});
const notStarted = (name: string): Text => ({
  en: `${name} can't be started here`,
  ja: `${name} を起動できません`,
});
const notReached = (name: string): Text => ({
  en: `${name} can't be reached`,
  ja: `${name} に接続できません`,
});
