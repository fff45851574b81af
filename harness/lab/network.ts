import { CannotRunError } from '../base/errors.ts';
import type { Patience } from '../base/patience.ts';
import type { Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import { type EndpointTls, type Scheme, schemes } from '../protocol/endpoint.ts';
import type { ConnectionEntry, PacketEntry, TraceEntry } from '../protocol/packet.ts';
import { openTap, type Tap } from '../wire/tap/tap.ts';
import { Trace } from '../wire/trace/trace.ts';

interface Listener {
  /** Display name for a client id. */
  readonly nameOf: (clientId: string) => string;
  /** `elsewhere`: at another broker than the run's own. */
  readonly onEntry: (entry: TraceEntry, elsewhere: boolean) => void;
}

/** The taps between a run's clients and its broker, one for each endpoint in use, and their common trace. */
export class Network implements AsyncDisposable {
  readonly trace: Trace;
  readonly #openedAt = performance.now();
  #connections = 0;
  readonly #broker: Broker;
  readonly #listener: Listener;
  readonly #patience: Patience;
  readonly #taps = new Map<Scheme, Promise<Tap>>();
  readonly #others: Promise<Tap>[] = [];
  #isOver = false;

  constructor(broker: Broker, patience: Patience, listener: Listener) {
    this.trace = new Trace([], patience);
    this.#broker = broker;
    this.#patience = patience;
    this.#listener = listener;
  }

  /** The tap in front of an endpoint; opened on first use. Rejects when the run is over. */
  tap(scheme: Scheme): Promise<Tap> {
    const opened = this.#taps.get(scheme) ?? this.#open(endpointOf(this.#broker, scheme));
    this.#taps.set(scheme, opened);
    return opened;
  }

  /** A tap in front of another broker; its packets are part of the same trace. */
  tapElsewhere(address: string, tls: EndpointTls): Promise<Tap> {
    return this.#another(this.#open(address, tls, true));
  }

  /** A tap on another way to the run's own broker. */
  tapAround(address: string): Promise<Tap> {
    return this.#another(this.#open(address));
  }

  #another(opened: Promise<Tap>): Promise<Tap> {
    this.#others.push(opened);
    return opened;
  }

  /** Milliseconds since this network opened, as in its trace. */
  now(): number {
    return performance.now() - this.#openedAt;
  }

  /** Armed faults that did not fire: the demonstration did not happen. */
  async unfired(): Promise<Text[]> {
    const taps = await Promise.all(this.#all());
    return taps.flatMap((tap) => tap.unfired());
  }

  /** Fulfilled when both sides have closed the connections that this client has now. */
  async ended(client: string): Promise<void> {
    const taps = await Promise.all(this.#all());
    await Promise.all(taps.map((tap) => tap.ended(client)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    const taps = await Promise.allSettled(this.#all());
    await Promise.all(taps.map(async (tap) => tap.status === 'fulfilled' && tap.value.close()));
  }

  #all(): Promise<Tap>[] {
    return [...this.#taps.values(), ...this.#others];
  }

  async #open(address: string, tls: EndpointTls = {}, elsewhere = false): Promise<Tap> {
    // A lab that was ended early may still run for a moment. Nothing would close a tap that it opens now.
    if (this.#isOver) throw new Error('this run is over');
    const numbers = new Map<number, number>();
    const numberOf = (connection: number) => {
      const number = numbers.get(connection) ?? ++this.#connections;
      numbers.set(connection, number);
      return number;
    };
    return openTap(address, {
      tls,
      patience: this.#patience,
      nameOf: this.#listener.nameOf,
      onEntry: (entry) => {
        const told = entry.kind === 'dropped' ? entry : this.#onOneClock(entry, numberOf(entry.connection));
        this.#patience.moved();
        this.trace.add(told);
        this.#listener.onEntry(told, elsewhere);
      },
    });
  }

  /** Each tap counts connections and time from its own start; this makes both count from the start of the network. */
  #onOneClock<E extends PacketEntry | ConnectionEntry>(entry: E, connection: number): E {
    return { ...entry, at: this.now(), connection };
  }
}

/**
 * The broker's address for a scheme.
 * @throws CannotRunError `no-such-endpoint` if the broker has no endpoint for it
 */
export function endpointOf(broker: Pick<Broker, 'name' | 'endpoints'>, scheme: Scheme): string {
  const url = broker.endpoints[scheme];
  if (url !== undefined) return url;
  throw new CannotRunError(
    'no-such-endpoint',
    {
      en: `${broker.name} has no ${scheme}:// endpoint`,
      ja: `${broker.name} には ${scheme}:// の入り口がありません`,
    },
    { en: 'choose a broker that has one', ja: '入り口があるブローカーを選んでください' },
  );
}

/** The default scheme of labs: MQTT over TCP if the broker has such an endpoint. */
export const mainScheme = (broker: Pick<Broker, 'endpoints'>): Scheme =>
  schemes.find((scheme) => broker.endpoints[scheme] !== undefined) ?? 'mqtt';
