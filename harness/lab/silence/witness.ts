import { setTimeout as delay } from 'node:timers/promises';
import { isOneClient } from '../../brokers/access/client-ids.ts';
import type { Broker } from '../../brokers/broker.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import { openRawClient } from '../../wire/client/raw-client.ts';
import type { Identity } from '../identity.ts';
import { endpointOf, mainScheme } from '../network.ts';

/** The pause between an answer and the next PINGREQ, in ms: a broker that stands still is noticed this much later at most. */
const PAUSE_MS = 100;
/** In seconds, within the limits of every known broker; some accept neither 0 nor a longer one. */
const KEEP_ALIVE = 600;
/** How long an answer may take, in ms; longer than any claim about time. */
const LONGEST_MS = 120_000;

export interface WitnessOf {
  readonly broker: Pick<Broker, 'name' | 'endpoints' | 'credentials' | 'clientIds'>;
  readonly identity: Pick<Identity, 'clientId'>;
  readonly protocolVersion: ProtocolVersion;
}

/**
 * A client that only sends PINGREQ, without a tap, while time is measured. A broker that is late and answers this client
 * meanwhile is wrong; one that answers no client did not get the processor. A broker that never answers this client is judged
 * as usual.
 */
export class Witness implements AsyncDisposable {
  readonly #of: WitnessOf;
  readonly #ended = new AbortController();
  readonly #over: Promise<void>;
  #shortest = Number.POSITIVE_INFINITY;
  #longest = 0;
  #asked: number | undefined;

  constructor(of: WitnessOf) {
    this.#of = of;
    this.#over = this.#watch()
      // A broker that refuses this client, or ends its connection, is judged without it.
      .catch(() => {})
      .finally(() => {
        this.#asked = undefined;
      });
  }

  /** By how much the slowest answer took longer than the fastest, in ms; an answer that is awaited now is included. */
  get longest(): number {
    if (this.#shortest === Number.POSITIVE_INFINITY) return 0;
    const now = this.#asked === undefined ? 0 : performance.now() - this.#asked;
    return Math.max(this.#longest, now) - this.#shortest;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#note();
    this.#ended.abort();
    await this.#over;
  }

  async #watch(): Promise<void> {
    const { broker, identity, protocolVersion } = this.#of;
    // A second client would take over the connection of the run's client.
    if (isOneClient(broker.clientIds)) return;
    const { username, password } = broker.credentials ?? {};
    await using client = await openRawClient(endpointOf(broker, mainScheme(broker)), { protocolVersion });
    // The run was over before this client was connected, so nothing else would end it.
    if (this.#ended.signal.aborted) return;
    const leave = () => {
      client
        .send({ cmd: 'disconnect' })
        .then(() => client.destroy())
        .catch(() => {});
    };
    this.#ended.signal.addEventListener('abort', leave, { once: true });
    await client.send({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion,
      clientId: identity.clientId('witness'),
      clean: true,
      keepalive: KEEP_ALIVE,
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password: Buffer.from(password) }),
    });
    await client.receive('CONNACK', { deadline: LONGEST_MS });
    while (!this.#ended.signal.aborted) {
      this.#asked = performance.now();
      await client.send({ cmd: 'pingreq' });
      await client.receive('PINGRESP', { deadline: LONGEST_MS });
      this.#shortest = Math.min(this.#shortest, performance.now() - this.#asked);
      this.#note();
      await delay(PAUSE_MS, undefined, { signal: this.#ended.signal });
    }
  }

  /** Counts the time that the awaited answer has taken so far. */
  #note(): void {
    if (this.#asked === undefined || this.#shortest === Number.POSITIVE_INFINITY) return;
    this.#longest = Math.max(this.#longest, performance.now() - this.#asked);
    this.#asked = undefined;
  }
}
