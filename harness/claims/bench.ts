import type { IConnectPacket } from 'mqtt-packet';
import { CannotRunError } from '../base/errors.ts';
import type { Patience } from '../base/patience.ts';
import type { Broker, OwnBroker } from '../brokers/broker.ts';
import { brokerTitle } from '../brokers/identity/title.ts';
import type { Setup } from '../brokers/setup/setup.ts';
import { newFence } from '../lab/fence.ts';
import type { Lab } from '../lab/lab.ts';
import { endpointOf } from '../lab/network.ts';
import { asksToTryLater, untilTaken } from '../lab/try-later.ts';
import type { EndpointTls, Scheme } from '../protocol/endpoint.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import { openRawClient, type RawClient } from '../wire/client/raw-client.ts';
import { type Delivery, Peer } from './peer.ts';
import { UnsupportedError } from './unsupported.ts';

/** Fields of CONNECT, by their names in mqtt-packet. */
export type ConnectFields = Partial<Omit<IConnectPacket, 'cmd'>> & {
  /** Without the run's credentials. */
  readonly anonymous?: true;
};

/** Seconds: on a busy machine a claim may take longer than a minute, and its clients send nothing by themselves. */
const KEEP_ALIVE = 600;

/** The address of a tap in front of an endpoint. */
type Reach = (via?: Scheme, tls?: EndpointTls) => Promise<string>;

/**
 * What a claim is checked with: raw clients through the tap, under names of this run. All it opens is closed after
 * the claim, and what it retained or left as sessions is removed.
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

  /** The run's own name for a topic or filter. */
  topic(name: string): string {
    return this.#lab.topic(name);
  }

  /** The client id of this name in this run. */
  clientId(name: string): string {
    return this.#lab.clientId(name);
  }

  /** Lets time pass; only for what is about time itself. */
  letPass(milliseconds: number): Promise<void> {
    return this.#lab.letPass(milliseconds, { en: 'time to pass', ja: '時間の経過' });
  }

  /**
   * A bench like this one with a broker of its own, of the same kind with another setup; its packets are in the same
   * trace. This bench leaves it when it is closed; claims that ask for the same setup use one broker.
   * @throws CannotRunError `no-own-broker` on a broker that was already running; whatever keeps it from starting. UnsupportedError for a
   * setup that this project does not know how to make
   */
  async ownBroker(setup: Setup): Promise<Bench<OwnBroker>> {
    if (this.broker.another === undefined) throw noOwnBroker();
    const missing = this.broker.cannot?.filter((part) => part in setup) ?? [];
    if (missing.length > 0) throw notMade(this.broker, missing);
    const another = await this.broker.another(setup);
    const restart = async () => {
      const note = await another.restart();
      if (note !== undefined) this.#lab.noteWithResults(note);
      return note;
    };
    const broker = { ...another, restart };
    const taps = new Map<string, Promise<string>>();
    const reach: Reach = (via = 'mqtt', tls = {}) => {
      const key = JSON.stringify([via, tls]);
      const tap = taps.get(key) ?? this.#lab.tappedElsewhere(endpointOf(broker, via), tls);
      taps.set(key, tap);
      return tap;
    };
    const bench = new Bench(this.#lab, broker, reach, this.#lab.patienceWith(broker));
    this.#own.push(bench);
    return bench;
  }

  /** A raw client that has sent nothing yet. `tls`: what it brings to an endpoint behind TLS; the tap speaks it. */
  async open(via?: Scheme, tls?: EndpointTls): Promise<RawClient> {
    // The tap's address is another one each time, and what a claim saw is to be the same.
    const client = await openRawClient(await this.#reach(via, tls), {
      protocolVersion: this.protocolVersion,
      name: 'the broker',
      patience: this.#patience,
    });
    this.#open.push(client);
    return client;
  }

  /** CONNECT for a client of this name: clean, {@link KEEP_ALIVE}, the run's credentials, unless `fields` say otherwise. */
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
   * A peer that is connected: CONNECT sent, CONNACK received, whatever it says, unless it asks to try again later.
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
   * Everything that comes to `peer` before a fence from `publisher` on `topic` at `qos`; messages are acknowledged.
   * The topic must be one that `peer` subscribes to: the one whose silence is to be proved.
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
   * Everything that comes to `peer` before a retained fence from `publisher`, to which it subscribes now; messages are
   * acknowledged. Brokers may send what is retained on another path than what is published (EMQX does it from another
   * process), so only a retained message can prove that no other is coming.
   * @param topic has no retained message
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
   * Returns when the broker has taken in all that this peer has sent: a whole handshake, at QoS 2 where the broker has
   * it. A PUBACK would prove less: aedes sends it before it stores and forwards the message.
   */
  async settled(peer: Peer): Promise<void> {
    await peer.publish(this.topic('settled'), '', { qos: this.broker.capabilities.maximumQoS === 2 ? 2 : 1 });
  }

  /** Closes what is still open, and stops brokers of its own. */
  async close(): Promise<void> {
    await Promise.all(this.#open.map((client) => client[Symbol.asyncDispose]()));
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

/** Nothing is wrong with the broker: it is this project that has no way to set it up so. */
const notMade = (broker: Broker, missing: readonly string[]): UnsupportedError =>
  new UnsupportedError({
    en: `unsupported by this harness: it does not know how to set up ${brokerTitle(broker)} with ${missing.join(' and ')}`,
    ja: `このハーネスが対応していない: ${brokerTitle(broker)} に ${missing.join('・')} を設定する方法がない`,
  });

const noOwnBroker = () =>
  new CannotRunError(
    'no-own-broker',
    {
      en: 'this needs a broker set up for it, and this one is not ours to set up',
      ja: '専用に設定したブローカーが必要ですが、このブローカーの設定は変えられません',
    },
    {
      en: 'see it on a broker that is started here, such as mosquitto or embedded',
      ja: 'mosquitto や embedded など、ここで起動するブローカーで確かめてください',
    },
  );
