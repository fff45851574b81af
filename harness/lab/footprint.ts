import type { IClientOptions, MqttClient } from 'mqtt';

/**
 * What a run may leave on the broker: retained messages and sessions. Kept by watching what the clients really send, so
 * that a lab does not have to remember, and cleared afterwards also when the lab failed.
 */
export class Footprint {
  readonly #retained = new Set<string>();
  readonly #sessions = new Set<string>();

  watch(client: MqttClient): void {
    const { clientId, clean, properties, will } = client.options;
    const kept = clean === false || (properties?.sessionExpiryInterval ?? 0) > 0;
    if (kept && clientId !== undefined) this.#sessions.add(clientId);
    if (will?.retain === true) this.#retained.add(will.topic);
    client.on('packetsend', (packet) => {
      if (packet.cmd !== 'publish' || !packet.retain) return;
      if (packet.payload.length > 0) this.#retained.add(packet.topic);
      else this.#retained.delete(packet.topic);
    });
  }

  /**
   * Removes it all. The next run has names of its own, so a failure here can spoil nothing but somebody's broker.
   * @param connect opens a connection with these options on the broker itself, past any fault
   */
  async clear(connect: (options: IClientOptions) => Promise<MqttClient>): Promise<void> {
    for (const clientId of this.#sessions) {
      const client = await connect({ clientId, clean: true });
      await client.endAsync();
    }
    if (this.#retained.size === 0) return;
    const client = await connect({ clean: true });
    await Promise.all(
      [...this.#retained].map((topic) => client.publishAsync(topic, '', { retain: true, qos: 1 })),
    );
    await client.endAsync();
  }
}
