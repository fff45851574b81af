import type { IPublishPacket, ISubscribePacket, ISubscription } from 'mqtt-packet';
import type { PacketProperties } from '../protocol/packet.ts';
import type { ReceivedPacket } from '../wire/client/inbox.ts';
import type { RawClient } from '../wire/client/raw-client.ts';

/** An application message from the wire. */
export interface Delivery {
  /** The topic without the prefix of the run. */
  readonly topic: string;
  /** UTF-8 text. */
  readonly payload: string;
  readonly bytes: Uint8Array;
  readonly qos: number;
  readonly retain: boolean;
  readonly dup: boolean;
  readonly messageId: number | undefined;
  readonly properties: PacketProperties;
}

type PublishFields = Partial<Omit<IPublishPacket, 'cmd' | 'topic' | 'payload'>>;

/** Subscription of one filter; default: QoS 0. */
export type Subscribed = Partial<ISubscription> & { readonly topic: string };

/**
 * A connected raw client with methods for the handshakes of MQTT. It does nothing by itself: packets stay unread until a
 * method reads them.
 */
export class Peer {
  readonly client: RawClient;
  readonly connack: ReceivedPacket;
  readonly #short: (topic: string) => string;
  #lastId = 0;

  constructor(client: RawClient, connack: ReceivedPacket, short: (topic: string) => string) {
    this.client = client;
    this.connack = connack;
    this.#short = short;
  }

  /** Return code (3.1.1) or reason code (5) of CONNACK. */
  get code(): number | undefined {
    return this.connack.fields.reasonCode ?? this.connack.fields.returnCode;
  }

  /** A packet id not used before by this peer. */
  nextId(): number {
    return ++this.#lastId;
  }

  /** Subscribes and returns SUBACK. */
  async subscribe(
    filters: string | Subscribed | readonly Subscribed[],
    fields: Partial<Pick<ISubscribePacket, 'properties' | 'messageId'>> = {},
  ): Promise<ReceivedPacket> {
    const wanted = typeof filters === 'string' ? [{ topic: filters }] : [filters].flat();
    const subscriptions = wanted.map((one) => ({ qos: 0 as const, ...one }));
    await this.client.send({ cmd: 'subscribe', messageId: this.nextId(), subscriptions, ...fields });
    return this.client.receive('SUBACK');
  }

  /** Unsubscribes and returns UNSUBACK. */
  async unsubscribe(...filters: readonly string[]): Promise<ReceivedPacket> {
    await this.client.send({ cmd: 'unsubscribe', messageId: this.nextId(), unsubscriptions: [...filters] });
    return this.client.receive('UNSUBACK');
  }

  /** Publishes, through the whole handshake of its QoS. Returns the last answer; undefined at QoS 0. */
  async publish(
    topic: string,
    payload: string | Buffer,
    fields: PublishFields = {},
  ): Promise<ReceivedPacket | undefined> {
    const { qos = 0 } = fields;
    const messageId = qos === 0 ? undefined : (fields.messageId ?? this.nextId());
    await this.client.send({
      cmd: 'publish',
      dup: false,
      retain: false,
      ...fields,
      qos,
      topic,
      payload,
      ...(messageId !== undefined && { messageId }),
    });
    if (qos === 0) return undefined;
    if (qos === 1) return this.client.receive('PUBACK');
    const pubrec = await this.client.receive('PUBREC');
    if ((pubrec.fields.reasonCode ?? 0) >= 0x80) return pubrec;
    await this.client.send({ cmd: 'pubrel', messageId: messageId ?? 0 });
    return this.client.receive('PUBCOMP');
  }

  /** The next message, acknowledged. */
  async next(deadline?: number): Promise<Delivery> {
    const packet = await this.client.receive('PUBLISH', deadline === undefined ? {} : { deadline });
    await this.acknowledge(packet);
    return this.read(packet);
  }

  /** The messages before the first one for which `isLast` is true; acknowledges all of them. */
  async until(isLast: (delivery: Delivery) => boolean): Promise<Delivery[]> {
    const deliveries: Delivery[] = [];
    for (;;) {
      const delivery = await this.next();
      if (isLast(delivery)) return deliveries;
      deliveries.push(delivery);
    }
  }

  /** Answers a PUBLISH as its QoS asks for, to the end of the handshake. */
  async acknowledge({ fields: { qos, messageId = 0 } }: ReceivedPacket): Promise<void> {
    if (qos === 1) await this.client.send({ cmd: 'puback', messageId });
    if (qos !== 2) return;
    await this.client.send({ cmd: 'pubrec', messageId });
    await this.client.receive('PUBREL');
    await this.client.send({ cmd: 'pubcomp', messageId });
  }

  /** What a PUBLISH says. */
  read({ fields }: ReceivedPacket): Delivery {
    const {
      topic = '',
      payload = new Uint8Array(),
      qos = 0,
      retain = false,
      dup = false,
      properties = {},
    } = fields;
    return {
      topic: this.#short(topic),
      payload: Buffer.from(payload).toString(),
      bytes: payload,
      qos,
      retain,
      dup,
      messageId: fields.messageId,
      properties,
    };
  }

  /** Sends DISCONNECT and ends the connection; returns when the broker has ended it too. */
  async disconnect(): Promise<void> {
    await this.client.send({ cmd: 'disconnect' });
    this.client.end();
    await this.client.closed();
  }
}
