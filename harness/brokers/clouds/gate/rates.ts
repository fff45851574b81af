import { ownNow } from '../../../base/own-time.ts';
import type { Departing } from '../../../wire/gate/gate.ts';
import type { CloudLimits, Rate } from '../limits.ts';
import type { GatedClient } from './client.ts';
import { Departures } from './departures.ts';

interface Paced {
  readonly of: Rate['per'];
  readonly departures: Departures;
  readonly weight: (packet: Departing) => number;
}

const counts =
  (...types: readonly Departing['type'][]) =>
  ({ type }: Departing): number =>
    types.includes(type) ? 1 : 0;

const CONNECT: Departing = { connection: 0, type: 'CONNECT', size: 0, fields: {} };

/** The rates of a cloud. Runs on the same broker share them, because some count all clients. */
export class Rates {
  readonly #all: readonly Paced[];
  /** In ms. It never goes back. */
  readonly now: () => number;
  readonly #numbers = new WeakMap<GatedClient, number>();
  #connections = 0;

  /**
   * @param now a clock in ms that never goes back; default: the own time of this process. By the wall clock, a process that stood
   * still would send at once what it should have spread, and the broker has not read what was sent before.
   */
  constructor(limits: CloudLimits, now: () => number = ownNow) {
    this.now = now;
    const { connectsPerSecond, publishesPerSecond, subscribesPerSecond } = limits;
    const { messagesPerSecond, bytesPerSecond } = limits;
    this.#all = [
      { fact: connectsPerSecond, weight: counts('CONNECT') },
      { fact: publishesPerSecond, weight: counts('PUBLISH') },
      { fact: subscribesPerSecond, weight: counts('SUBSCRIBE') },
      { fact: bytesPerSecond, weight: ({ size }: Departing) => size },
      { fact: messagesPerSecond, weight: counts('PUBLISH') },
    ].flatMap(({ fact, weight }) =>
      fact === undefined
        ? []
        : [{ of: fact.value.per, departures: new Departures(fact.value.count, this.now), weight }],
    );
  }

  /** How long this packet of a client has to wait, in ms. */
  delay(packet: Departing, client: GatedClient): number {
    const now = this.now();
    let at = now;
    for (const { of, departures, weight } of this.#all) {
      const counted = weight(packet);
      if (counted > 0) at = departures.next(this.#keyOf(of, client), counted, at);
    }
    return Math.ceil(at - now);
  }

  /** A client's CONNECT has arrived: it was answered. */
  connected(client: GatedClient): void {
    for (const { of, departures, weight } of this.#all) {
      if (weight(CONNECT) > 0) departures.arrived(this.#keyOf(of, client));
    }
  }

  #keyOf(of: Rate['per'], client: GatedClient): string | number {
    if (of === 'account') return 'account';
    if (of === 'client-id' && client.clientId !== '') return `id ${client.clientId}`;
    const number = this.#numbers.get(client) ?? ++this.#connections;
    this.#numbers.set(client, number);
    return number;
  }
}
