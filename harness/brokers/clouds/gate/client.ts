import type { Departing } from '../../../wire/gate/gate.ts';

/** What the gate has to know about a client's connection. */
export class GatedClient {
  clientId = '';
  /** 4 is MQTT 3.1.1, 5 is MQTT 5. */
  version = 4;
  #connack: 'none' | 'awaited' | 'came' = 'none';
  readonly #filters = new Set<string>();
  readonly #unacknowledged = new Set<number>();

  get awaitsConnack(): boolean {
    return this.#connack === 'awaited';
  }

  get unacknowledged(): number {
    return this.#unacknowledged.size;
  }

  /** How many subscriptions the connection has with these filters. */
  subscriptionsWith(filters: readonly string[]): number {
    return new Set([...this.#filters, ...filters]).size;
  }

  /** Called with a packet that goes to the broker. */
  departs({ type, fields }: Departing): void {
    if (type === 'CONNECT') this.#connack = 'awaited';
    for (const { filter } of fields.subscriptions ?? []) this.#filters.add(filter);
    for (const filter of fields.filters ?? []) this.#filters.delete(filter);
    if (type === 'PUBLISH' && fields.qos !== 0 && fields.messageId !== undefined)
      this.#unacknowledged.add(fields.messageId);
  }

  /** Called with a packet from the broker. */
  receives({ type, fields: { messageId = 0 } }: Departing): void {
    if (type === 'CONNACK') this.#connack = 'came';
    if (type === 'PUBACK' || type === 'PUBCOMP') this.#unacknowledged.delete(messageId);
  }
}
