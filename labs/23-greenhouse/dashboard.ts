import type { MqttClient } from 'mqtt';
import { readingIn } from './messages.ts';

/** The last value of each topic, as a person would see it. */
export class Dashboard {
  readonly #shown = new Map<string, string>();

  /** @param root the topic of the greenhouse; the names shown are below it */
  async open(client: MqttClient, root: string): Promise<void> {
    //#region show
    client.on('message', (topic, payload) => {
      const name = topic.slice(root.length + 1);
      const reading = readingIn(payload);
      this.#shown.set(name, reading === undefined ? payload.toString() : `${reading.celsius} °C`);
    });
    await client.subscribeAsync(`${root}/+/+`, { qos: 1 });
    //#endregion
  }

  /** What it shows for a name, e.g. `north/status`. */
  shows(name: string): string | undefined {
    return this.#shown.get(name);
  }

  get all(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#shown);
  }
}
