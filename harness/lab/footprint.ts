import type { IClientOptions, MqttClient } from 'mqtt';
import type { PacketEntry, TraceEntry } from '../wire/packet.ts';

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

  /**
   * Removes it all. The next run has names of its own, so a failure here can spoil nothing but somebody's broker.
   * @param connect opens a connection with these options on the broker itself, past any fault
   */
  async clear(connect: (options: IClientOptions) => Promise<MqttClient>): Promise<void> {
    // Who takes over an id ends its session; by CONNACK the broker has dealt with the connection before, and its will.
    const takeOver = async (clientId: string) => {
      const client = await patiently(() => connect({ clientId, clean: true }));
      await client.endAsync();
    };
    await Promise.all(Array.from(this.#ids, takeOver));
    if (this.#retained.size === 0) return;
    const client = await connect({ clean: true });
    await Promise.all(
      [...this.#retained].map((topic) => client.publishAsync(topic, '', { retain: true, qos: 1 })),
    );
    await client.endAsync();
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

/** Once more: nats-server makes an id wait for a second, and closes its connection, where its last one was just taken over. */
const patiently = (connect: () => Promise<MqttClient>): Promise<MqttClient> => connect().catch(connect);
