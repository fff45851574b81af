import type { IClientOptions, MqttClient } from 'mqtt';
import { written } from './messages.ts';

/** Options of CONNECT: the broker says "offline" when the sensor can no longer say it. */
//#region will
export const presence = (status: string): IClientOptions => ({
  will: { topic: status, payload: Buffer.from('offline'), qos: 1, retain: true },
});
//#endregion

/** A thermometer. It says "online" now and each time it is connected again. */
export class Sensor {
  readonly client: MqttClient;
  readonly #topic: string;
  readonly #name: string;
  #count = 0;

  /** @param topic of the sensor: `…/temperature` and `…/status` are below it */
  private constructor(client: MqttClient, topic: string, name: string) {
    this.client = client;
    this.#topic = topic;
    this.#name = name;
    client.on('connect', () => {
      // At QoS 1, it is sent again if the connection ends before PUBACK.
      client.publish(`${topic}/status`, 'online', { qos: 1, retain: true });
    });
  }

  static async start(client: MqttClient, topic: string, name: string): Promise<Sensor> {
    const sensor = new Sensor(client, topic, name);
    await client.publishAsync(`${topic}/status`, 'online', { qos: 1, retain: true });
    return sensor;
  }

  /** Resolves when the broker has acknowledged the reading, if it took several connections. */
  async report(celsius: number): Promise<void> {
    this.#count += 1;
    const reading = { id: `${this.#name}-${this.#count}`, celsius };
    await this.client.publishAsync(`${this.#topic}/temperature`, written(reading), {
      qos: 1,
      retain: true,
    });
  }
}
