import type { IConnectPacket } from 'mqtt-packet';
import type { Patience } from '../base/patience.ts';
import type { Broker, OwnBroker } from '../brokers/broker.ts';
import type { Setup } from '../brokers/setup/setup.ts';
import { newFence } from '../lab/fences/fence.ts';
import type { Lab } from '../lab/lab.ts';
import { endpointOf, mainScheme } from '../lab/network.ts';
import { openOwnBroker } from '../lab/set-up/open.ts';
import { asksToTryLater, untilTaken } from '../lab/try-later.ts';
import type { EndpointTls, Scheme } from '../protocol/endpoint.ts';
import type { TraceEntry } from '../protocol/packet.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import { openRawClient, type RawClient } from '../wire/client/raw-client.ts';
import { type Delivery, Peer } from './peer.ts';

/** Fields of CONNECT, by their names in mqtt-packet. */
export type ConnectFields = Partial<Omit<IConnectPacket, 'cmd'>> & {
  /** Without the run's credentials. */
  readonly anonymous?: true;
};

/** Keep alive in seconds. Raw clients send no PINGREQ, and on a busy machine a claim may take longer than a minute. */
const KEEP_ALIVE = 600;

/** The topic of messages that belong to no claim. */
const SETTLING = 'settled';

/** Whether this is a packet of {@link Bench.settled}. */
export const isSettling = (entry: TraceEntry): boolean =>
  entry.kind === 'packet' && entry.fields.topic?.endsWith(`/${SETTLING}`) === true;

/** The address of a tap in front of an endpoint. */
type Reach = (via?: Scheme, tls?: EndpointTls) => Promise<string>;

/**
 * The tools of a claim's check: raw clients through the tap, with topics and client ids of this run. After the claim, its
 * connections are closed, and its retained messages and sessions are removed.
 */
export class Bench<B extends Broker = Broker> {
  readonly broker: B;
  readonly protocolVersion: ProtocolVersion;
  readonly network: Lab['network'];
  readonly trace: Lab['trace'];
  readonly #lab: Lab;
  readonly #reach: Reach;
  readonly #patience: Patience;
  readonly #open: RawClient[] = [];
  readonly #own: Bench<OwnBroker>[] = [];
  #ungated: Bench | undefined;

  constructor(lab: Lab, broker: B, reach: Reach = (via) => lab.tapped(via), patience = lab.patience) {
    this.#lab = lab;
    this.#reach = reach;
    this.#patience = patience;
    this.broker = broker;
    this.protocolVersion = lab.protocolVersion;
    this.network = lab.network;
    this.trace = lab.trace;
  }

  get isMqtt5(): boolean {
    return this.protocolVersion === 5;
  }

  /** The topic or filter with the prefix of the run. */
  topic(name: string): string {
    return this.#lab.topic(name);
  }

  /** The client id that this name has in this run. */
  clientId(name: string): string {
    return this.#lab.clientId(name);
  }

  /** Waits. Only for claims about time itself. */
  letPass(milliseconds: number): Promise<void> {
    return this.#lab.letPass(milliseconds, { en: 'time to pass', ja: '時間の経過' });
  }

  /**
   * A second bench on a broker of the same kind with another setup; its packets are in the same trace. It is closed together
   * with this bench. Claims that ask for the same setup share a broker.
   * @throws CannotRunError `no-own-broker` on a broker that was already running, or why the broker did not start
   * @throws UnsupportedError for a setup that this project cannot make
   */
  async ownBroker(setup: Setup): Promise<Bench<OwnBroker>> {
    const another = await openOwnBroker(this.broker, setup);
    const restart = async () => {
      const note = await another.restart();
      if (note !== undefined) this.#lab.noteWithResults(note);
      return note;
    };
    const broker = { ...another, restart };
    const bench = new Bench(this.#lab, broker, this.#reachOf(broker), this.#lab.patienceWith(broker));
    this.#own.push(bench);
    return bench;
  }

  /**
   * A bench that reaches the broker as it is, if its subscriptions become effective late and `broker.endpoints` lead to gates;
   * else this one. Its retained messages and sessions are not removed.
   */
  ungated(): Bench {
    const { ungated } = this.broker;
    if (ungated === undefined) return this;
    const broker = { ...this.broker, endpoints: ungated };
    this.#ungated ??= new Bench<Broker>(this.#lab, broker, this.#reachOf(broker), this.#patience);
    return this.#ungated;
  }

  /** Opens a tap for each endpoint of another broker, on first use. */
  #reachOf(broker: Pick<Broker, 'name' | 'endpoints'>): Reach {
    const taps = new Map<string, Promise<string>>();
    return (via = mainScheme(broker), tls = {}) => {
      const key = JSON.stringify([via, tls]);
      const tap = taps.get(key) ?? this.#lab.tappedElsewhere(endpointOf(broker, via), tls);
      taps.set(key, tap);
      return tap;
    };
  }

  /** A raw client that has sent nothing yet. `tls`: the certificate settings for a TLS endpoint, which the tap uses. */
  async open(via?: Scheme, tls?: EndpointTls): Promise<RawClient> {
    // The address of the tap differs from run to run, but what a claim saw must not.
    const client = await openRawClient(await this.#reach(via, tls), {
      protocolVersion: this.protocolVersion,
      name: 'the broker',
      patience: this.#patience,
    });
    this.#open.push(client);
    return client;
  }

  /** CONNECT for a client of this name: clean, with {@link KEEP_ALIVE} and the run's credentials; `fields` override that. */
  connectPacket(name: string, { anonymous, ...fields }: ConnectFields = {}): IConnectPacket {
    const hasOwn = fields.username !== undefined || fields.password !== undefined;
    const { username, password } = (anonymous || hasOwn ? undefined : this.broker.credentials) ?? {};
    return {
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: this.protocolVersion,
      clientId: this.clientId(name),
      clean: true,
      keepalive: KEEP_ALIVE,
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password: Buffer.from(password) }),
      ...fields,
    };
  }

  /**
   * Connects a peer: sends CONNECT and receives CONNACK, with any code. Retries if CONNACK asks to try again later.
   * @throws DeadlineError, ConnectionEndedError
   */
  connect(name: string, fields: ConnectFields = {}, via?: Scheme, tls?: EndpointTls): Promise<Peer> {
    const attempt = async () => {
      const client = await this.open(via, tls);
      await client.send(this.connectPacket(name, fields));
      return new Peer(client, await client.receive('CONNACK'), (topic) => this.#short(topic));
    };
    return untilTaken(attempt, ({ code }) => asksToTryLater(code));
  }

  /**
   * All messages that `peer` receives before a fence from `publisher` on `topic` at `qos`; it acknowledges them. `peer` must
   * subscribe to `topic`: the topic whose silence is to be proved.
   */
  async untilFence(peer: Peer, publisher: Peer, topic: string, qos: 0 | 1 | 2 = 0): Promise<Delivery[]> {
    const fence = newFence();
    const [deliveries] = await Promise.all([
      peer.until((delivery) => delivery.payload === fence),
      publisher.publish(topic, fence, { qos }),
    ]);
    return deliveries;
  }

  /**
   * All messages that `peer` receives before a retained fence from `publisher`, to which it subscribes now; it acknowledges
   * them. Brokers may send retained messages on another path than published ones (EMQX sends them from another process), so
   * only a retained message can prove that no other one is coming.
   * @param topic a topic without a retained message
   */
  async untilRetainedFence(peer: Peer, publisher: Peer, topic?: string): Promise<Delivery[]> {
    const fence = newFence();
    const kept = topic ?? this.topic(fence.replace(' ', '/'));
    await publisher.publish(kept, fence, { qos: 1, retain: true });
    await this.settled(publisher);
    const [deliveries] = await Promise.all([
      peer.until((delivery) => delivery.payload === fence),
      peer.subscribe({ topic: kept, qos: 1 }),
    ]);
    return deliveries;
  }

  /**
   * Returns when the broker has processed everything that this peer has sent. A whole handshake proves it, at QoS 2 if the
   * broker has it. A PUBACK would prove less: aedes sends it before it stores and forwards the message.
   */
  async settled(peer: Peer): Promise<void> {
    await peer.publish(this.topic(SETTLING), '', { qos: this.broker.capabilities.maximumQoS === 2 ? 2 : 1 });
  }

  /** Closes open connections, and stops the brokers that were started for this bench. */
  async close(): Promise<void> {
    await Promise.all(this.#open.map((client) => client[Symbol.asyncDispose]()));
    await this.#ungated?.close();
    await Promise.all(
      this.#own.map(async (bench) => {
        await bench.close();
        await bench.broker.stop();
      }),
    );
  }

  #short(topic: string): string {
    const prefix = this.topic('');
    return topic.startsWith(prefix) ? topic.slice(prefix.length) : topic;
  }
}
