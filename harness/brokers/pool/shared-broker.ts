import type { Text } from '../../base/text.ts';
import type { OwnBroker } from '../broker.ts';

type Restarted = PromiseWithResolvers<Text | undefined>;

/**
 * One broker for several users at the same time. A restart interrupts every user, so the broker restarts only when each user
 * has asked for a restart or has left: one restart serves them all. Some brokers take half a minute to restart.
 */
export class SharedBroker {
  readonly #broker: OwnBroker;
  /** The users of the broker, and the restart that each has asked for. */
  readonly #users = new Map<symbol, Restarted | undefined>();
  #restarting: Promise<void> | undefined;
  #isLost = false;

  constructor(broker: OwnBroker) {
    this.#broker = broker;
  }

  /** The broker for one more user, until that user stops it. Undefined if the broker did not answer after a restart. */
  async join(): Promise<OwnBroker | undefined> {
    while (this.#restarting !== undefined) await this.#restarting;
    if (this.#isLost) return undefined;
    const user = Symbol('user');
    this.#users.set(user, undefined);
    const leave = async () => {
      this.#users.delete(user);
      this.#restartIfAllAsk();
    };
    const restart = () => {
      const restarted: Restarted = Promise.withResolvers();
      this.#users.set(user, restarted);
      this.#restartIfAllAsk();
      return restarted.promise;
    };
    return { ...this.#broker, restart, stop: leave, [Symbol.asyncDispose]: leave };
  }

  #restartIfAllAsk(): void {
    const asked = [...this.#users.values()].filter((one) => one !== undefined);
    if (asked.length === 0 || asked.length < this.#users.size) return;
    for (const user of this.#users.keys()) this.#users.set(user, undefined);
    this.#restarting = this.#restart(asked);
  }

  async #restart(asked: readonly Restarted[]): Promise<void> {
    try {
      const note = await this.#broker.restart();
      for (const { resolve } of asked) resolve(note);
    } catch (error) {
      this.#isLost = true;
      for (const { reject } of asked) reject(error);
    }
    this.#restarting = undefined;
  }
}
