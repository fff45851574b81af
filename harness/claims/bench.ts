import type { IConnectPacket } from 'mqtt-packet';
import type { Broker, ProtocolVersion, Scheme } from '../brokers/broker.ts';
import { newFence } from '../lab/fence.ts';
import type { Lab } from '../lab/lab.ts';
import { openRawClient, type RawClient } from '../wire/raw-client.ts';
import { type Delivery, Peer } from './peer.ts';

/** Fields of CONNECT, by their names in mqtt-packet. */
export type ConnectFields = Partial<Omit<IConnectPacket, 'cmd'>>;

/**
 * What a claim is checked with: raw clients through the tap, under names of this run. All it opens is closed after
 * the claim, and what it retained or left as sessions is removed.
 */
export class Bench {
  readonly broker: Broker;
  readonly protocolVersion: ProtocolVersion;
  readonly network: Lab['network'];
  readonly trace: Lab['trace'];
  readonly #lab: Lab;
  readonly #open: RawClient[] = [];

  constructor(lab: Lab, broker: Broker) {
    this.#lab = lab;
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

  /** A raw client that has sent nothing yet. */
  async open(via?: Scheme): Promise<RawClient> {
    const client = await openRawClient(await this.#lab.tapped(via), {
      protocolVersion: this.protocolVersion,
    });
    this.#open.push(client);
    return client;
  }

  /** CONNECT for a client of this name: clean, keep alive 60 s, the run's credentials, unless `fields` say otherwise. */
  connectPacket(name: string, fields: ConnectFields = {}): IConnectPacket {
    const { username, password } = this.broker.credentials ?? {};
    return {
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: this.protocolVersion,
      clientId: this.clientId(name),
      clean: true,
      keepalive: 60,
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password: Buffer.from(password) }),
      ...fields,
    };
  }

  /**
   * A peer that is connected: CONNECT sent, CONNACK received, whatever it says.
   * @throws DeadlineError, ConnectionEndedError
   */
  async connect(name: string, fields: ConnectFields = {}, via?: Scheme): Promise<Peer> {
    const client = await this.open(via);
    await client.send(this.connectPacket(name, fields));
    return new Peer(client, await client.receive('CONNACK'), (topic) => this.#short(topic));
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
   * Returns when the broker has taken in all that this peer has sent: a whole handshake, at QoS 2 where the broker has
   * it. A PUBACK would prove less: aedes sends it before it stores and forwards the message.
   */
  async settled(peer: Peer): Promise<void> {
    await peer.publish(this.topic('settled'), '', { qos: this.broker.capabilities.maximumQoS === 2 ? 2 : 1 });
  }

  /** Closes what is still open. */
  async close(): Promise<void> {
    await Promise.all(this.#open.map((client) => client[Symbol.asyncDispose]()));
  }

  #short(topic: string): string {
    const prefix = this.topic('');
    return topic.startsWith(prefix) ? topic.slice(prefix.length) : topic;
  }
}
