import type { Socket } from 'node:net';
import { generate, type Packet } from 'mqtt-packet';
import { codes, isError } from '../../protocol/codes.ts';
import type { PacketFields } from '../../protocol/packet.ts';
import { PacketReader, type ReceivedPacket } from '../../wire/client/inbox.ts';
import { type Limits, limitsIn, unlimited, withinLimits } from './limits.ts';
import type { Outbox } from './outbox.ts';
import { Pings } from './pings.ts';
import { closesWithGoodbye, type Script, SLOW_END_MS, type Visit } from './script.ts';

/** What a scripted client keeps between connections. */
export interface Memory {
  readonly outbox: Outbox;
  /** Identifiers of received QoS 2 messages that are not released yet. */
  readonly received: Set<number>;
  isSubscribed: boolean;
}

/** Reports from a connection to its client. */
export interface Listener {
  accepted(): void;
  /** It has sent DISCONNECT because there was nothing left to do. */
  done(): void;
  /** The broker has refused the client for good. */
  unwanted(): void;
}

/** Seconds. */
const KEEP_ALIVE = 30;

/** One connection of a scripted client. */
export class ScriptedConnection {
  readonly #socket: Socket;
  readonly #script: Script;
  readonly #memory: Memory;
  readonly #listener: Listener;
  readonly #visit: Visit;
  readonly #reader = new PacketReader();
  #limits: Limits | undefined;
  readonly #pings: Pings;
  #hasLeft = false;
  #hasReceived = false;

  constructor(socket: Socket, number: number, script: Script, memory: Memory, listener: Listener) {
    this.#socket = socket;
    this.#script = script;
    this.#memory = memory;
    this.#listener = listener;
    this.#pings = new Pings(
      () => this.#send({ cmd: 'pingreq' }),
      () => socket.destroy(),
    );
    this.#visit = { number, send: (packet) => this.#write(packet), hangUp: () => socket.end() };
    socket.on('data', (bytes) => this.#read(bytes));
    socket.on('end', () => this.#close());
    socket.on('close', () => this.#pings.stop());
    this.#open();
  }

  /** Sends DISCONNECT and closes. */
  leave(): void {
    if (!this.#hasLeft) this.#send({ cmd: 'disconnect' });
    this.#hasLeft = true;
    this.#pings.stop();
    if (closesWithGoodbye(this.#script)) this.#socket.end();
  }

  /** The broker has closed its half. A process that is about to end does not see that. */
  #close(): void {
    if (this.#script.whenClosed === 'says goodbye and closes' && this.#limits !== undefined) this.leave();
    else if (this.#script.whenDone !== 'ends slowly' || !this.#hasLeft) this.#socket.end();
    else setTimeout(() => this.#socket.destroy(), SLOW_END_MS);
  }

  #open(): void {
    const { connect, protocolVersion, awaitsConnack } = this.#script;
    this.#memory.outbox.forgetRequests();
    const kept = { sessionExpiryInterval: 60, topicAliasMaximum: 3 };
    this.#send({
      cmd: 'connect',
      clientId: 'scripted',
      protocolVersion,
      clean: false,
      keepalive: KEEP_ALIVE,
      ...(protocolVersion === 5 && { properties: kept }),
      ...connect,
    });
    if (!awaitsConnack) this.#subscribe();
  }

  #read(bytes: Buffer): void {
    for (const packet of this.#reader.read(bytes, this.#script.protocolVersion)) {
      if (packet.malformed === undefined) this.#hear(packet);
      else this.#takeOffence();
    }
    if (this.#reader.broken !== undefined) this.#takeOffence();
  }

  /** Closes after input that is not MQTT. */
  #takeOffence(): void {
    const { onMalformed } = this.#script;
    if (onMalformed === 'overlooks' || this.#hasLeft) return;
    if (onMalformed === 'tells and closes')
      this.#send({ cmd: 'disconnect', reasonCode: codes.malformedPacket });
    this.#hasLeft = true;
    this.#socket.end();
  }

  #hear(packet: ReceivedPacket): void {
    if (this.#hasLeft) return;
    const heard = this.#script.hears(packet, this.#visit);
    if (heard !== undefined) this.#take(heard);
    if (packet.type === 'PUBLISH') this.#hasReceived = true;
    if (this.#hasLeft || !this.#isDone) return;
    this.leave();
    if (this.#script.whenDone !== 'lingers') this.#listener.done();
  }

  get #isDone(): boolean {
    const { outbox, received, isSubscribed } = this.#memory;
    const { whenDone } = this.#script;
    const hasNothingToDo =
      this.#limits !== undefined && outbox.isEmpty && isSubscribed && received.size === 0;
    if (whenDone === 'ends with a message') return hasNothingToDo && this.#hasReceived;
    return hasNothingToDo && whenDone !== 'stays';
  }

  #take({ type, fields }: ReceivedPacket): void {
    const { outbox, received } = this.#memory;
    const { messageId = 0 } = fields;
    if (type === 'CONNACK') this.#accept(fields);
    else if (type === 'PUBLISH') this.#receive(fields);
    else if (type === 'PUBREC') this.#release(fields);
    else if (type === 'PUBREL') {
      const isKnown = received.delete(messageId);
      const reasonCode = isKnown || this.#script.protocolVersion === 4 ? 0 : codes.packetIdNotFound;
      this.#send({ cmd: 'pubcomp', messageId, reasonCode });
    } else if (type === 'PUBACK' || type === 'PUBCOMP') {
      outbox.settle(messageId);
      this.#publish();
    } else if (type === 'SUBACK') {
      this.#memory.isSubscribed = true;
      outbox.answered(messageId);
    } else if (type === 'PINGRESP') this.#pings.answered();
    else if (type === 'DISCONNECT') {
      if (fields.reasonCode === codes.sessionTakenOver) this.#listener.unwanted();
      this.#socket.end();
    }
  }

  #accept({ reasonCode, returnCode, sessionPresent, properties }: PacketFields): void {
    const { protocolVersion, connect, awaitsConnack, subscriptions } = this.#script;
    // [MQTT-3.2.2-4]: a session that the client did not ask for.
    const isStrange = protocolVersion === 5 && sessionPresent === true && connect.clean === true;
    if ((reasonCode ?? returnCode) !== 0 || isStrange) {
      this.#socket.end();
      return;
    }
    this.#listener.accepted();
    this.#limits = limitsIn(properties);
    const keepAlive = Number(properties?.serverKeepAlive ?? connect.keepalive ?? KEEP_ALIVE);
    if (keepAlive > 0) this.#pings.start(this.#script.pingsAfter(keepAlive));
    if (sessionPresent === true) for (const packet of this.#memory.outbox.resume()) this.#send(packet);
    else {
      this.#memory.outbox.startOver();
      this.#memory.received.clear();
      this.#memory.isSubscribed = subscriptions.length === 0;
    }
    if (awaitsConnack && !this.#memory.isSubscribed) this.#subscribe();
    this.#greet(this.#limits);
    this.#publish();
  }

  #subscribe(): void {
    const subscriptions = this.#script.subscriptions.map((one) => ({ ...one }));
    if (subscriptions.length === 0) return;
    this.#sendIfFits({ cmd: 'subscribe', messageId: this.#memory.outbox.request(), subscriptions });
  }

  /** Publishes the messages of each connection, at QoS 0 by topic alias if the broker allows it. */
  #greet(limits: Limits): void {
    const set = new Set<string>();
    for (const greeting of this.#script.greetings) {
      const publish = withinLimits(greeting, limits);
      const { topic } = publish;
      if (publish.qos > 0) this.#memory.outbox.add(greeting);
      else if (limits.topicAliasMaximum === 0) this.#sendIfFits(publish);
      else {
        const aliased = { ...publish, topic: set.has(topic) ? '' : topic, properties: { topicAlias: 1 } };
        if (this.#sendIfFits(aliased)) set.add(topic);
      }
    }
  }

  #publish(): void {
    const limits = this.#limits;
    if (limits === undefined) return;
    const taken = this.#memory.outbox.take(limits, (packet) => this.#fits(packet));
    for (const packet of taken) this.#send(packet);
  }

  #receive({ qos, messageId = 0 }: PacketFields): void {
    if (qos === 1) this.#send({ cmd: 'puback', messageId, reasonCode: 0 });
    if (qos !== 2) return;
    this.#memory.received.add(messageId);
    this.#send({ cmd: 'pubrec', messageId, reasonCode: 0 });
  }

  #release({ messageId = 0, reasonCode = 0 }: PacketFields): void {
    const { outbox } = this.#memory;
    if (isError(reasonCode)) {
      outbox.settle(messageId);
      this.#publish();
      return;
    }
    const isKnown = outbox.release(messageId) || this.#script.protocolVersion === 4;
    this.#send({ cmd: 'pubrel', messageId, reasonCode: isKnown ? 0 : codes.packetIdNotFound });
  }

  #sendIfFits(packet: Packet): boolean {
    const fits = this.#fits(packet);
    if (fits) this.#send(packet);
    return fits;
  }

  #fits(packet: Packet): boolean {
    const { maximumPacketSize } = this.#limits ?? unlimited;
    return this.#bytesOf(packet).length <= maximumPacketSize;
  }

  #send(packet: Packet): void {
    const instead = this.#script.sends(packet, this.#visit);
    for (const one of [instead].flat()) this.#write(one);
  }

  #write(packet: Packet | Buffer): void {
    this.#script.writes(this.#bytesOf(packet), (bytes) => {
      if (this.#socket.writable) this.#socket.write(bytes);
    });
  }

  #bytesOf(packet: Packet | Buffer): Buffer {
    const { protocolVersion } = this.#script;
    return Buffer.isBuffer(packet) ? packet : generate(packet, { protocolVersion });
  }
}
