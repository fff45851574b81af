import type { Socket } from 'node:net';
import {
  generate,
  type IConnectPacket,
  type IPublishPacket,
  type IPubrecPacket,
  type ISubscribePacket,
  type IUnsubscribePacket,
  type Packet,
  parser,
} from 'mqtt-packet';
import { settlesWithin } from '../../base/deadline.ts';
import { isError } from '../../protocol/codes.ts';
import { topicMatches } from '../../protocol/topic.ts';
import { Aliases } from './aliases.ts';
import type { Delivery } from './delivery.ts';
import type { Habits } from './habits.ts';
import type { Session, Sessions } from './session.ts';

/** The broker's end of one connection: a small broker that has no other client. */
export class StageConnection {
  /** Undefined before CONNECT, and where the client was refused. */
  session: Session | undefined;
  connect: IConnectPacket | undefined;
  readonly #socket: Socket;
  readonly #habits: Habits;
  readonly #sessions: Sessions;
  readonly #onConnect: () => number;
  readonly #aliases = new Aliases();
  #attempt = 0;
  #hasLeft = false;
  readonly #ended = Promise.withResolvers<void>();
  /** What waits for CONNACK, and CONNACK itself. */
  #behindConnack: Packet[] | undefined;

  /** @param onConnect called with each CONNECT; returns how many there were so far, on all connections */
  constructor(socket: Socket, habits: Habits, sessions: Sessions, onConnect: () => number) {
    this.#socket = socket;
    this.#habits = habits;
    this.#sessions = sessions;
    this.#onConnect = onConnect;
    const packets = parser();
    packets.on('packet', (packet) => this.#take(packet));
    // It is the client's to send well-formed packets; the tap has noted what is wrong with them.
    packets.on('error', () => socket.destroy());
    socket.on('data', (chunk) => packets.parse(chunk));
    socket.on('end', () => {
      this.#ended.resolve();
      socket.end();
    });
    socket.on('close', () => this.#ended.resolve());
    socket.on('error', () => {});
  }

  get isOpen(): boolean {
    return this.#socket.writable && this.session !== undefined;
  }

  /** Whether DISCONNECT has come. It is the client that closes then: until it does, or is asked, the stage waits. */
  get hasLeft(): boolean {
    return this.#hasLeft;
  }

  /** Whether the client has something to answer. */
  get isOwed(): boolean {
    const { session } = this;
    return session !== undefined && (session.outgoing.size > 0 || session.unreleased.size > 0);
  }

  send(packet: Packet): void {
    if (this.#behindConnack !== undefined) this.#behindConnack.push(packet);
    else this.write(generate(packet, { protocolVersion: this.connect?.protocolVersion ?? 4 }));
  }

  /** Bytes as they are. */
  write(bytes: Buffer): void {
    if (this.#socket.writable) this.#socket.write(bytes);
  }

  /**
   * Sends a message, once the client's Receive Maximum allows it [MQTT-3.3.4-9], and again with its next connection if it is not
   * acknowledged.
   */
  deliver(delivery: Delivery): void {
    const { session } = this;
    if (session === undefined) return;
    const { topic, payload, qos, properties } = delivery;
    const most = this.connect?.properties?.receiveMaximum ?? 0xffff;
    if (qos > 0 && session.outgoing.size >= most) {
      session.waiting.push(delivery);
      return;
    }
    const message: IPublishPacket = { cmd: 'publish', topic, payload, qos, dup: false, retain: false };
    const publish = { ...message, ...(properties && { properties }) };
    if (qos === 0) {
      this.send(publish);
      return;
    }
    const messageId = session.nextId();
    const kept = { ...publish, messageId };
    session.outgoing.set(messageId, { publish: kept, awaits: qos === 1 ? 'PUBACK' : 'PUBREC' });
    this.send(kept);
  }

  /** Sends what the client has not acknowledged once more. */
  deliverAgain(): void {
    for (const [messageId, { publish, awaits }] of this.session?.outgoing ?? []) {
      this.send(
        awaits === 'PUBCOMP' ? { cmd: 'pubrel', messageId, ...this.#short } : { ...publish, dup: true },
      );
    }
  }

  /**
   * The question that every client can answer: the stage closes its half of the connection, and a client that is at work
   * closes its own, after all that it had to read before.
   * @returns whether it did within so many milliseconds of own time
   */
  async ask(ms: number): Promise<boolean> {
    this.#socket.end();
    return settlesWithin(this.#ended.promise, ms);
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(packet: Packet): void {
    const { session } = this;
    const { messageId = 0 } = packet;
    if (packet.cmd === 'connect') this.#open(packet);
    else if (session === undefined) return;
    else if (namesNothing(packet)) this.close();
    else if (packet.cmd === 'publish') this.#accept(packet, session);
    else if (packet.cmd === 'subscribe') this.#subscribe(packet, session);
    else if (packet.cmd === 'unsubscribe') this.#unsubscribe(packet, session);
    else if (packet.cmd === 'pubrec') this.#release(packet, session);
    else if (packet.cmd === 'puback' || packet.cmd === 'pubcomp') this.#settle(messageId, session);
    else if (packet.cmd === 'pubrel') this.#complete(messageId, session);
    else if (packet.cmd === 'pingreq') this.send({ cmd: 'pingresp' });
    else if (packet.cmd === 'disconnect') this.#hasLeft = true;
  }

  #open(connect: IConnectPacket): void {
    this.connect = connect;
    this.#attempt = this.#onConnect();
    const answer = this.#habits.connack(this.#attempt, connect);
    if (answer === undefined) return;
    const { code = 0, properties, after = 0 } = answer;
    if (after > 0) this.#sendLater(after);
    if (code !== 0) {
      this.#sendConnack(code, false, properties);
      this.#socket.end();
      return;
    }
    const { session, wasPresent } = this.#sessions.open(connect);
    this.session = session;
    this.#sendConnack(0, answer.sessionPresent ?? wasPresent, properties);
    this.deliverAgain();
    for (const message of answer.waiting ?? []) this.deliver(message);
  }

  #sendLater(ms: number): void {
    this.#behindConnack = [];
    setTimeout(() => {
      const packets = this.#behindConnack ?? [];
      this.#behindConnack = undefined;
      for (const packet of packets) this.send(packet);
    }, ms);
  }

  #sendConnack(code: number, sessionPresent: boolean, properties = {}): void {
    const { protocolVersion, clientId } = this.connect ?? {};
    if (protocolVersion !== 5) {
      this.send({ cmd: 'connack', returnCode: code, sessionPresent });
      return;
    }
    const assigned = clientId === '' && code === 0 ? { assignedClientIdentifier: 'assigned-by-stage' } : {};
    this.send({
      cmd: 'connack',
      reasonCode: code,
      sessionPresent,
      properties: { ...assigned, ...properties },
    });
  }

  #accept(packet: IPublishPacket, session: Session): void {
    const { messageId = 0, qos } = packet;
    const isNew = qos < 2 || !session.unreleased.has(messageId);
    if (qos === 1) this.#answer({ cmd: 'puback', messageId, reasonCode: this.#habits.puback(packet) });
    if (qos === 2) {
      const reasonCode = this.#habits.pubrec(packet);
      if (!isError(reasonCode)) session.unreleased.add(messageId);
      this.#answer({ cmd: 'pubrec', messageId, reasonCode });
    }
    if (isNew) this.#echo(packet, session);
  }

  /** With a reason code of 0, mqtt-packet leaves it out; without one, it writes it, and an empty list of properties. */
  get #short(): { readonly reasonCode?: number } {
    return this.#habits.isVerbose ? {} : { reasonCode: 0 };
  }

  #answer(packet: Packet): void {
    if (!this.#habits.answers(this.#attempt)) return;
    const { slowness } = this.#habits;
    if (slowness === 0) this.send(packet);
    else setTimeout(() => this.send(packet), slowness);
  }

  /** What a client publishes to a topic that it subscribes to comes back to it. */
  #echo(packet: IPublishPacket, { subscriptions }: Session): void {
    const { payload, qos } = packet;
    const topic = this.#aliases.topicOf(packet);
    if (topic === '') return;
    for (const { filter, qos: granted, noLocal } of subscriptions.values()) {
      if (noLocal || !topicMatches(filter, topic)) continue;
      this.deliver({ topic, payload, qos: Math.min(qos, granted) as 0 | 1 | 2 });
    }
  }

  /** The client has done with a message: one that waits may follow. */
  #settle(messageId: number, session: Session): void {
    session.outgoing.delete(messageId);
    const next = session.waiting.shift();
    if (next !== undefined) this.deliver(next);
  }

  /** A message that the client does not take is settled; any other is released [MQTT-4.3.3-4]. */
  #release({ messageId = 0, reasonCode = 0 }: IPubrecPacket, session: Session): void {
    if (isError(reasonCode)) {
      this.#settle(messageId, session);
      return;
    }
    const outgoing = session.outgoing.get(messageId);
    if (outgoing !== undefined) outgoing.awaits = 'PUBCOMP';
    this.send({ cmd: 'pubrel', messageId, ...this.#short });
  }

  #complete(messageId: number, session: Session): void {
    session.unreleased.delete(messageId);
    this.send({ cmd: 'pubcomp', messageId, ...this.#short });
  }

  #unsubscribe({ messageId = 0, unsubscriptions }: IUnsubscribePacket, session: Session): void {
    for (const filter of unsubscriptions) session.subscriptions.delete(filter);
    this.send({ cmd: 'unsuback', messageId, granted: unsubscriptions.map(() => 0) });
  }

  #subscribe({ messageId = 0, subscriptions }: ISubscribePacket, session: Session): void {
    const granted = subscriptions.map(({ topic, qos }) => this.#habits.suback(topic, qos));
    for (const [at, { topic: filter, nl }] of subscriptions.entries()) {
      const qos = granted[at] ?? 0x80;
      if (qos < 0x80) session.subscriptions.set(filter, { filter, qos, noLocal: nl === true });
    }
    this.send({ cmd: 'suback', messageId, granted });
  }
}

/** Whether it subscribes to nothing, or unsubscribes from nothing [MQTT-3.8.3-2, MQTT-3.10.3-2]: it cannot be answered. */
const namesNothing = (packet: Packet): boolean =>
  (packet.cmd === 'subscribe' && packet.subscriptions.length === 0) ||
  (packet.cmd === 'unsubscribe' && packet.unsubscriptions.length === 0);
