import { generate, type Packet, parser } from 'mqtt-packet';
import { ownTimeSignal } from '../../base/own-time.ts';
import { parseEndpoint } from '../../protocol/endpoint.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { Link } from '../../wire/client/link.ts';
import { openLink } from '../../wire/client/open.ts';
import { connack, type Who } from '../probe/connack.ts';

/** How long connecting, or one answer, may take, in ms. */
const PATIENCE_MS = 10_000;
/** The time between two PINGREQ, in ms: `connack` asks for a keep alive of 30 s. */
const PING_MS = 10_000;

/** The broker does not let a client probe it: it refuses the connection or the subscription. */
export class NoProbing extends Error {
  override readonly name = 'NoProbing';
}

/** A client that publishes probes at QoS 0, or receives them. */
export class ProbeClient {
  readonly #link: Link;
  readonly #version: ProtocolVersion;
  readonly #acknowledged = new Map<number, (code: number) => void>();
  readonly #pings: NodeJS.Timeout;
  #lastId = 0;
  #isOpen = true;
  /** Called with the payload of each message that comes. */
  onMessage: (payload: string) => void = () => {};

  private constructor(link: Link, version: ProtocolVersion) {
    this.#link = link;
    this.#version = version;
    const parse = parser({ protocolVersion: version });
    parse.on('packet', (packet: Packet) => this.#take(packet));
    // A stream that cannot be read ends the client, and what it awaits fails by its deadline.
    parse.on('error', () => this.destroy());
    link.onBytes((bytes) => parse.parse(bytes));
    const ping = () => {
      this.#send({ cmd: 'pingreq' }).catch(() => {});
    };
    this.#pings = setInterval(ping, PING_MS).unref();
    const over = () => {
      this.#isOpen = false;
      clearInterval(this.#pings);
    };
    link.closed.then(over, over);
  }

  /** @throws NoProbing, NotOpened, or the signal's reason */
  static async open(
    endpoint: string,
    version: ProtocolVersion,
    who: Who,
    signal?: AbortSignal,
  ): Promise<ProbeClient> {
    const late = ownTimeSignal(PATIENCE_MS);
    const limit = signal === undefined ? late : AbortSignal.any([late, signal]);
    const link = await openLink(parseEndpoint(endpoint), { signal: limit });
    const reply = await connack(link, version, who, limit);
    if (reply.kind === 'connack' && reply.code === 0) return new ProbeClient(link, version);
    link.destroy();
    throw new NoProbing(`the answer to CONNECT is ${reply.kind}`);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  publish(topic: string, payload: string): Promise<void> {
    return this.#send({ cmd: 'publish', topic, payload, qos: 0, dup: false, retain: false });
  }

  /** Subscribes at QoS 0; returns at SUBACK. @throws NoProbing if the broker refuses, or does not answer */
  async subscribe(topic: string): Promise<void> {
    const messageId = ++this.#lastId;
    const { promise, resolve } = Promise.withResolvers<number>();
    this.#acknowledged.set(messageId, resolve);
    await this.#send({ cmd: 'subscribe', messageId, subscriptions: [{ topic, qos: 0 }] });
    const never = this.#link.closed.then(() => 0x80);
    const late = new Promise<number>((giveUp) => {
      ownTimeSignal(PATIENCE_MS).addEventListener('abort', () => giveUp(0x80), { once: true });
    });
    if ((await Promise.race([promise, never, late])) >= 0x80) throw new NoProbing('SUBSCRIBE is refused');
  }

  unsubscribe(topic: string): Promise<void> {
    return this.#send({ cmd: 'unsubscribe', messageId: ++this.#lastId, unsubscriptions: [topic] });
  }

  /** Sends DISCONNECT and closes the connection. */
  async leave(): Promise<void> {
    await this.#send({ cmd: 'disconnect' });
    this.destroy();
  }

  destroy(): void {
    this.#link.destroy();
  }

  #send(packet: Packet): Promise<void> {
    return this.#link.write(generate(packet, { protocolVersion: this.#version }));
  }

  #take(packet: Packet): void {
    if (packet.cmd === 'publish') this.onMessage(packet.payload.toString());
    if (packet.cmd === 'suback') this.#acknowledged.get(packet.messageId ?? 0)?.(Number(packet.granted[0]));
  }
}
