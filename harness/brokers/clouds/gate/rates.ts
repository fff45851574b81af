import type { Departing } from '../../../wire/gate/gate.ts';
import type { CloudLimits, Rate } from '../limits.ts';
import type { GatedClient } from './client.ts';
import { Pace } from './pace.ts';

interface Paced {
  readonly of: Rate['per'];
  readonly pace: Pace;
  readonly weight: (packet: Departing) => number;
}

const counts =
  (...types: readonly Departing['type'][]) =>
  ({ type }: Departing): number =>
    types.includes(type) ? 1 : 0;

/** How long after a SUBACK nothing is published where a subscription may take effect late, in ms. The makers name no time. */
const SETTLE_MS = 500;

/** The rates of a cloud. Runs on the same broker share them, because some count all clients. */
export class Rates {
  readonly #all: readonly Paced[];
  readonly #now: () => number;
  readonly #settleMs: number;
  readonly #numbers = new WeakMap<GatedClient, number>();
  #connections = 0;

  /** @param now a clock in ms that never goes back */
  constructor(limits: CloudLimits, now: () => number = () => performance.now()) {
    this.#now = now;
    this.#settleMs = limits.subscriptionMayBeLate === undefined ? 0 : SETTLE_MS;
    const { connectsPerSecond, publishesPerSecond, subscribesPerSecond } = limits;
    const { messagesPerSecond, bytesPerSecond } = limits;
    this.#all = [
      { fact: connectsPerSecond, weight: counts('CONNECT') },
      { fact: publishesPerSecond, weight: counts('PUBLISH') },
      { fact: subscribesPerSecond, weight: counts('SUBSCRIBE') },
      { fact: bytesPerSecond, weight: ({ size }: Departing) => size },
      { fact: messagesPerSecond, weight: counts('PUBLISH') },
    ].flatMap(({ fact, weight }) =>
      fact === undefined ? [] : [{ of: fact.value.per, pace: new Pace(fact.value.count, this.#now), weight }],
    );
  }

  now(): number {
    return this.#now();
  }

  /**
   * How long this packet of a client has to wait, in ms.
   * @param subscribedAt when the last SUBACK of the run came, on the clock
   */
  delay(packet: Departing, client: GatedClient, subscribedAt = Number.NEGATIVE_INFINITY): number {
    const now = this.#now();
    let at = packet.type === 'PUBLISH' ? Math.max(now, subscribedAt + this.#settleMs) : now;
    for (const { of, pace, weight } of this.#all) {
      const counted = weight(packet);
      if (counted > 0) at = pace.next(this.#keyOf(of, client), counted, at);
    }
    return Math.ceil(at - now);
  }

  #keyOf(of: Rate['per'], client: GatedClient): string | number {
    if (of === 'account') return 'account';
    if (of === 'client-id' && client.clientId !== '') return `id ${client.clientId}`;
    const number = this.#numbers.get(client) ?? ++this.#connections;
    this.#numbers.set(client, number);
    return number;
  }
}
