import type { MqttClient } from 'mqtt';
import { readingIn } from './messages.ts';

/** Keeps each reading once, although QoS 1 may deliver it more than once. */
export class Recorder {
  /** What a database would be. It outlives the connection, and so must what tells copies apart. */
  readonly #records = new Map<string, number>();
  /** How many readings came, copies included. */
  deliveries = 0;

  /** @param client a session that stays. Call this before it connects again: what has waited comes right after CONNACK. */
  constructor(client: MqttClient) {
    //#region once
    client.on('message', (_topic, payload) => {
      const reading = readingIn(payload);
      if (reading === undefined) return;
      this.deliveries += 1;
      if (!this.#records.has(reading.id)) this.#records.set(reading.id, reading.celsius);
    });
    //#endregion
  }

  /** The readings in the order in which they came first. */
  get records(): readonly number[] {
    return [...this.#records.values()];
  }
}
