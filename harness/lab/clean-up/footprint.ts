import type { IClientOptions, MqttClient } from 'mqtt';
import type { Patience } from '../../base/patience.ts';
import type { Text } from '../../base/text.ts';
import type { PacketEntry, TraceEntry } from '../../protocol/packet.ts';

/** Opens a connection with these options to the broker itself, not through the taps with their faults. */
type Connect = (options: IClientOptions) => Promise<MqttClient>;

/** What a run has left on the broker. */
export interface Left {
  /** Topics of retained messages. */
  readonly retained: readonly string[];
  /** Client ids of sessions. */
  readonly sessions: readonly string[];
}

/**
 * What a run may leave on the broker: retained messages and sessions. The list is made from the packets, so no lab keeps it.
 * All of it is removed after the run, also after a failed one.
 */
export class Footprint {
  readonly #retained = new Set<string>();
  /** Client ids that have a session, or a retained will that the broker may still publish. */
  readonly #ids = new Set<string>();

  watch(entry: TraceEntry): void {
    if (entry.kind !== 'packet' || entry.direction !== 'to-broker') return;
    if (entry.type === 'CONNECT') this.#connects(entry);
    if (entry.type === 'PUBLISH' && entry.fields.retain === true) this.#retains(entry);
  }

  /** Everything that is not known to be removed. */
  get left(): Left {
    return { retained: [...this.#retained], sessions: [...this.#ids] };
  }

  /**
   * Removes everything; if one thing cannot be removed, the others are removed all the same. The next run has names of its
   * own, so what is left does not disturb it.
   * @throws the first failure, if anything is left
   */
  async clear(connect: Connect, patience: Patience): Promise<void> {
    const failures = await failuresOf([...this.#ids].map((id) => this.#takeOver(id, connect)));
    failures.push(...(await failuresOf([this.#emptyAll(connect, patience)])));
    if (this.#retained.size > 0 || this.#ids.size > 0) throw failures[0];
  }

  /** Takes over the id with a clean start, which ends its session. At CONNACK, the broker is done with the old connection and its will. */
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
    // A broker that refuses a topic may have closed the connection, with the other topics still on their way.
    for (const topic of this.left.retained)
      await this.#empty([topic], await connect({ clean: true }), patience);
    throw failure;
  }

  /** @returns the errors of what could not be removed */
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
    // After a failure, the client would wait for messages that are still on their way.
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
    // An empty message does not shorten the list, because the broker may not have accepted it.
    if (name && payloadLength !== 0) this.#retained.add(name);
  }
}

const forgetting: Text = { en: 'PUBACK to the cleaner', ja: '後片付けへの PUBACK' };

/** Waits for all of them and returns the errors of those that failed. */
async function failuresOf(attempts: readonly Promise<unknown>[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(attempts);
  return settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
}

/**
 * Connects, and tries once more after a failure: if the last connection of an id was just taken over, nats-server lets the
 * next one wait for a second and closes it.
 */
const patiently = (connect: () => Promise<MqttClient>): Promise<MqttClient> => connect().catch(connect);
