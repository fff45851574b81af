import type { IPublishPacket, Packet } from 'mqtt-packet';
import { type Limits, withinLimits } from './limits.ts';
import type { Message, Script } from './script.ts';

interface Flight {
  readonly publish: IPublishPacket;
  isReleased: boolean;
}

/** The messages of a client that must arrive, over all its connections. */
export class Outbox {
  /** By packet identifier, in the order of sending. */
  readonly #flights = new Map<number, Flight>();
  readonly #waiting: Message[];
  /** Identifiers of SUBSCRIBE and UNSUBSCRIBE without an answer. */
  readonly #requests = new Set<number>();
  #lastId = 0;

  readonly #identifiers: Script['identifiers'];

  constructor({ messages, identifiers }: Pick<Script, 'messages' | 'identifiers'>) {
    this.#waiting = [...messages];
    this.#identifiers = identifiers;
  }

  get isEmpty(): boolean {
    return this.#flights.size === 0 && this.#waiting.length === 0;
  }

  add(message: Message): void {
    this.#waiting.push(message);
  }

  /** A free identifier for a request; it is in use until the answer. */
  request(): number {
    const id = this.#nextId();
    this.#requests.add(id);
    return id;
  }

  answered(id: number): void {
    this.#requests.delete(id);
  }

  /** The connection has ended: its requests will not be answered. */
  forgetRequests(): void {
    this.#requests.clear();
  }

  #nextId(): number {
    if (this.#identifiers === 'lowest') this.#lastId = 0;
    if (this.#identifiers === 'high') this.#lastId ||= 0xffff - 2;
    do this.#lastId = (this.#lastId % 0xffff) + 1;
    while (this.#flights.has(this.#lastId) || this.#requests.has(this.#lastId));
    return this.#lastId;
  }

  /** The packets that continue a kept session. */
  resume(): Packet[] {
    return [...this.#flights].map(([messageId, { publish, isReleased }]) =>
      isReleased ? { cmd: 'pubrel', messageId } : { ...publish, dup: true },
    );
  }

  /** The session is lost: messages in flight are sent as new ones. */
  startOver(): void {
    const messages = [...this.#flights.values()].map(({ publish: { topic, payload, qos, retain } }) => {
      return { topic, payload: payload.toString(), qos, retain };
    });
    this.#flights.clear();
    this.#waiting.unshift(...messages);
  }

  /** The messages that may be sent now. */
  take(limits: Limits, fits: (publish: IPublishPacket) => boolean): IPublishPacket[] {
    const taken: IPublishPacket[] = [];
    while (this.#flights.size < limits.receiveMaximum) {
      const message = this.#waiting.shift();
      if (message === undefined) break;
      const publish = withinLimits(message, limits);
      const packet = publish.qos === 0 ? publish : { ...publish, messageId: this.#nextId() };
      if (!fits(packet)) continue;
      taken.push(packet);
      if (packet.messageId !== undefined)
        this.#flights.set(packet.messageId, { publish: packet, isReleased: false });
    }
    return taken;
  }

  /** A message was acknowledged or refused for good. */
  settle(messageId: number): void {
    this.#flights.delete(messageId);
  }

  /** PUBREC has arrived. @returns whether the message exists */
  release(messageId: number): boolean {
    const flight = this.#flights.get(messageId);
    if (flight !== undefined) flight.isReleased = true;
    return flight !== undefined;
  }
}
