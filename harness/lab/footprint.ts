import type { IClientOptions, MqttClient } from 'mqtt';
import type { Patience } from '../base/patience.ts';
import type { Text } from '../base/text.ts';
import type { PacketEntry, TraceEntry } from '../protocol/packet.ts';

/** Opens a connection with these options on the broker itself, past any fault. */
type Connect = (options: IClientOptions) => Promise<MqttClient>;

/** What is still on the broker. */
export interface Left {
  /** Topics of retained messages. */
  readonly retained: readonly string[];
  /** Client ids of sessions. */
  readonly sessions: readonly string[];
}

/**
 * What a run may leave on the broker: retained messages and sessions. Kept by watching what crosses the wire, so that
 * nobody has to remember, and cleared afterwards also when the run failed.
 */
export class Footprint {
  readonly #retained = new Set<string>();
  /** Client ids with a session, or with a will that is yet to be retained. */
  readonly #ids = new Set<string>();

  watch(entry: TraceEntry): void {
    if (entry.kind !== 'packet' || entry.direction !== 'to-broker') return;
    if (entry.type === 'CONNECT') this.#connects(entry);
    if (entry.type === 'PUBLISH' && entry.fields.retain === true) this.#retains(entry);
  }

  /** All that is not known to be removed. */
  get left(): Left {
    return { retained: [...this.#retained], sessions: [...this.#ids] };
  }

  /**
   * Removes it all; what can't be removed keeps nothing else from being. The next run has names of its own, so a failure
   * here can spoil nothing but somebody's broker.
   * @throws the first failure, if anything is left
   */
  async clear(connect: Connect, patience: Patience): Promise<void> {
    const failures = await failuresOf([...this.#ids].map((id) => this.#takeOver(id, connect)));
    failures.push(...(await failuresOf([this.#emptyAll(connect, patience)])));
    if (this.#retained.size > 0 || this.#ids.size > 0) throw failures[0];
  }

  /** Who takes over an id ends its session; by CONNACK the broker has dealt with the connection before, and its will. */
  async #takeOver(clientId: string, connect: Connect): Promise<void> {
    const client = await patiently(() => connect({ clientId, clean: true }));
    this.#ids.delete(clientId);
    await client.endAsync();
  }

  async #emptyAll(connect: Connect, patience: Patience): Promise<void> {
    const all = this.left.retained;
    if (all.length === 0) return;
    const [failure] = await this.#empty(all, await connect({ clean: true }), patience);
    if (failure === undefined) return;
    // A topic that is refused may have taken the connection with it, and the others that were on their way.
    for (const topic of this.left.retained)
      await this.#empty([topic], await connect({ clean: true }), patience);
    throw failure;
  }

  /** @returns why what could not be removed was not */
  async #empty(topics: readonly string[], client: MqttClient, patience: Patience): Promise<unknown[]> {
    const lost = Promise.withResolvers<never>();
    lost.promise.catch(() => {});
    client.once('close', () => lost.reject(new Error('the broker closed the connection')));
    const emptied = topics.map(async (topic) => {
      const taken = client.publishAsync(topic, '', { retain: true, qos: 1 });
      await patience.until(Promise.race([taken, lost.promise]), forgetting);
      this.#retained.delete(topic);
    });
    const failures = await failuresOf(emptied);
    // What is still on its way after a failure would be waited for.
    await client.endAsync(failures.length > 0);
    return failures;
  }

  #connects({ fields: { clientId, clean, properties, will } }: PacketEntry): void {
    const expiry = properties?.sessionExpiryInterval;
    const outlives = clean === false || (typeof expiry === 'number' && expiry > 0);
    if ((outlives || will?.retain) && clientId) this.#ids.add(clientId);
    if (will?.retain) this.#retained.add(will.topic);
  }

  #retains({ fields: { topic, aliasedTopic, payloadLength } }: PacketEntry): void {
    const name = topic || aliasedTopic;
    // An empty message takes nothing off the list: who knows whether the broker took it.
    if (name && payloadLength !== 0) this.#retained.add(name);
  }
}

const forgetting: Text = { en: 'PUBACK to the cleaner', ja: '後片付けへの PUBACK' };

/** Why those of them failed that did; all are over then. */
async function failuresOf(attempts: readonly Promise<unknown>[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(attempts);
  return settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
}

/** Once more: nats-server makes an id wait for a second, and closes its connection, where its last one was just taken over. */
const patiently = (connect: () => Promise<MqttClient>): Promise<MqttClient> => connect().catch(connect);
