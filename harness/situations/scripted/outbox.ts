import type { IPublishPacket, Packet } from 'mqtt-packet';
import { type Limits, withinLimits } from './limits.ts';
import type { Message, Script } from './script.ts';

interface Flight {
  readonly publish: IPublishPacket;
  isReleased: boolean;
}

/** The messages of a client that have to arrive, through all its connections. */
export class Outbox {
  /** By packet identifier, in the order of sending. */
  readonly #flights = new Map<number, Flight>();
  readonly #waiting: Message[];
  /** Identifiers of SUBSCRIBE and UNSUBSCRIBE that were not answered. */
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

  /** An identifier for a request, in use until that is answered. */
  request(): number {
    const id = this.#nextId();
    this.#requests.add(id);
    return id;
  }

  answered(id: number): void {
    this.#requests.delete(id);
  }

  /** A connection is gone, and the answers to its requests with it. */
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

  /** What a kept session has to go on with. */
  resume(): Packet[] {
    return [...this.#flights].map(([messageId, { publish, isReleased }]) =>
      isReleased ? { cmd: 'pubrel', messageId } : { ...publish, dup: true },
    );
  }

  /** The session is gone: what was in flight is sent as new. */
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

  /** A message is settled, by an acknowledgement or a refusal. */
  settle(messageId: number): void {
    this.#flights.delete(messageId);
  }

  /** PUBREC has come. Returns whether there is such a message. */
  release(messageId: number): boolean {
    const flight = this.#flights.get(messageId);
    if (flight !== undefined) flight.isReleased = true;
    return flight !== undefined;
  }
}
