import type { IClientOptions, MqttClient } from 'mqtt';
import type { Lab } from '../../harness/lab/index.ts';

export const six = ['1', '2', '3', '4', '5', '6'];

export interface Worker {
  readonly client: MqttClient;
  readonly name: string;
  readonly qos: 1 | 2;
}

/** The workers of the lab, and the publisher that gives them their jobs. */
export class Workers {
  readonly #lab: Lab;
  readonly publisher: MqttClient;

  constructor(lab: Lab, publisher: MqttClient) {
    this.#lab = lab;
    this.publisher = publisher;
  }

  /** Each worker has a separate topic for fences: on a shared topic, a fence would reach only one worker of the group. */
  async join(name: string, filter: string, qos: 1 | 2 = 1, options: IClientOptions = {}): Promise<Worker> {
    const client = await this.#lab.connect(name, options);
    await client.subscribeAsync(filter, { qos });
    await client.subscribeAsync(this.#lab.topic(`to/${name}`), { qos });
    return { client, name, qos };
  }

  /** Publishes six jobs, to these topics in turn. */
  async publishSix(...topics: readonly [string, ...string[]]): Promise<void> {
    for (const [turn, payload] of six.entries()) {
      const topic = topics[turn % topics.length] ?? topics[0];
      await this.publisher.publishAsync(this.#lab.topic(topic), payload, { qos: 1 });
    }
  }

  /** The jobs that came to a worker and were not taken yet, up to its fence. */
  async cameTo({ client, name, qos }: Worker): Promise<string[]> {
    const topic = this.#lab.topic(`to/${name}`);
    const messages = await this.#lab.fence(this.#lab.inbox(client), this.publisher, topic, qos);
    return messages.map(({ payload }) => payload);
  }

  /** The same for several workers, once there are `count` jobs. Jobs and fences have different topics, with no order between them. */
  async cameToAll(workers: readonly Worker[], topic: string, count: number): Promise<string[][]> {
    const names = workers.map(({ name }) => name);
    const jobs = this.#lab.trace
      .from('broker')
      .on(this.#lab.topic(topic))
      .where(({ client }) => names.includes(client), { en: 'to a worker', ja: 'ワーカー宛' });
    for (let last = jobs.first(); jobs.count < count; ) last = await jobs.next({ after: last });
    return Promise.all(workers.map((worker) => this.cameTo(worker)));
  }
}
