import type { MqttClient } from 'mqtt';
import type { Lab } from '../../../../harness/lab/index.ts';
import type { PacketEntry, TraceEntry } from '../../../../harness/task/index.ts';
import type { Program } from '../../../../harness/task/task.ts';

const kept = { qos: 1, retain: true } as const;

/** A sensor, whose last will says that it is offline. */
export const sensor = (lab: Lab, name: string): Promise<MqttClient> => {
  const topic = lab.topic(`greenhouse/${name}/status`);
  const will = { topic, payload: Buffer.from('offline'), ...kept };
  return lab.connect(name, { will }, { mayClose: true });
};

/** What the sensors and the vent say, and the orders that the controller gives. */
export class House {
  readonly #lab: Lab;
  readonly #by: MqttClient;
  #readings = 0;
  #judged = 0;

  /** @param by publishes for those who have no client of their own */
  constructor(lab: Lab, by: MqttClient) {
    this.#lab = lab;
    this.#by = by;
  }

  /** Waits until a controller that has just started has been given what is retained, as far as it has asked for it. */
  async isKnownTo(program: Program): Promise<void> {
    const topics = [
      'vent/state',
      ...['north', 'south'].flatMap((name) => [`${name}/status`, `${name}/temperature`]),
    ];
    const given = topics.map((topic) =>
      this.#lab.trace
        .to('you')
        .on(this.#lab.topic(`greenhouse/${topic}`))
        .next(),
    );
    await Promise.allSettled(given.map((one) => program.until(one)));
  }

  /** The controller's orders, in order. */
  get orders(): PacketEntry[] {
    return [...this.#sent];
  }

  /** Publishes with retain, e.g. `vent/state`. */
  async says(name: string, value: string, by = this.#by): Promise<void> {
    await by.publishAsync(this.#lab.topic(`greenhouse/${name}`), value, kept);
  }

  /** @returns the reading as it was sent */
  async reads(name: string, celsius: number, by = this.#by): Promise<string> {
    this.#readings += 1;
    const reading = JSON.stringify({ id: `${name}-${this.#readings}`, celsius });
    await this.says(`${name}/temperature`, reading, by);
    return reading;
  }

  /**
   * Waits for an order after a reading has reached the controller.
   * @returns where the vent was ordered to go since this was last asked
   * @throws DeadlineError if none comes
   */
  async ordered(program: Program, reading: string): Promise<string[]> {
    const cause = await program.until(this.#lab.trace.to('you').of('PUBLISH').carrying(reading).next());
    await program.until(this.next(cause));
    return this.sinceJudged();
  }

  /** The next order, after `after` if that is given. @throws DeadlineError if none comes */
  next(after: TraceEntry | undefined = this.#sent.last()): Promise<PacketEntry> {
    return this.#sent.next({ after });
  }

  /** Where the vent was ordered to go since this was last asked. */
  sinceJudged(): string[] {
    const since = this.orders.slice(this.#judged);
    this.#judged += since.length;
    return since.map((order) => String(fieldsOf(order).to));
  }

  get #sent() {
    return this.#lab.trace.from('you').on(this.#lab.topic('greenhouse/vent/set'));
  }
}

/** The `id` and the `to` of an order. Of no order: `to` is what was sent. */
export function fieldsOf({ fields }: PacketEntry): { readonly id?: unknown; readonly to?: unknown } {
  const text = Buffer.from(fields.payload ?? []).toString();
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === 'object' && read !== null) return read;
  } catch {
    // A learner's program may send anything.
  }
  return { to: text };
}
