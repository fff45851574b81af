import type {
  ConnectionEvent,
  Direction,
  PacketEntry,
  PacketFields,
  PacketType,
} from '../../../../harness/protocol/packet.ts';
import { Trace } from '../../../../harness/wire/trace/trace.ts';

/** A packet entry with what a test does not care about filled in. */
export const packet = (type: PacketType, entry: Partial<PacketEntry> = {}): PacketEntry => ({
  kind: 'packet',
  at: 1,
  connection: 1,
  client: 'publisher',
  direction: 'to-broker',
  size: 2,
  fields: {},
  fate: 'passed',
  bytes: Buffer.from([0xc0, 0x00]),
  type,
  ...entry,
});

/** Fields of a PUBLISH that carries a text. */
export const message = (topic: string, text: string, fields: PacketFields = {}): PacketFields => {
  const payload = Buffer.from(text);
  return { dup: false, qos: 0, retain: false, topic, payload, payloadLength: payload.length, ...fields };
};

/** Writes a trace as a tap would, in the words of its plot; time passes by 1.25 ms an entry. */
export class Story {
  readonly trace = new Trace();
  readonly #connections = new Map<string, number>();
  #at = 0;
  #count = 0;

  opens(client: string, fields: PacketFields = {}, sessionPresent = false): this {
    this.#connections.set(client, ++this.#count);
    this.event('?', 'opened', this.#count);
    this.sends(
      client,
      'CONNECT',
      { protocolVersion: 4, clean: true, keepAlive: 60, ...fields },
      { size: 27 },
    );
    return this.gets(client, 'CONNACK', { returnCode: 0, sessionPresent });
  }

  sends(client: string, type: PacketType, fields: PacketFields = {}, entry: Partial<PacketEntry> = {}): this {
    return this.#packet(client, 'to-broker', type, fields, entry);
  }

  gets(client: string, type: PacketType, fields: PacketFields = {}, entry: Partial<PacketEntry> = {}): this {
    return this.#packet(client, 'to-client', type, fields, entry);
  }

  event(client: string, what: ConnectionEvent, connection = this.#connections.get(client) ?? 0): this {
    this.trace.add({ kind: 'connection', at: this.#tick(), connection, client, what });
    return this;
  }

  get now(): number {
    return this.#at;
  }

  #packet(
    client: string,
    direction: Direction,
    type: PacketType,
    fields: PacketFields,
    entry: Partial<PacketEntry>,
  ) {
    const connection = this.#connections.get(client) ?? 0;
    const size = 4 + (fields.topic?.length ?? 0) + (fields.payloadLength ?? 0);
    this.trace.add(packet(type, { at: this.#tick(), connection, client, direction, fields, size, ...entry }));
    return this;
  }

  #tick(): number {
    this.#at += 1.25;
    return this.#at;
  }
}

/** The same fault at three levels: what is lost is the message at QoS 0, its first answer at 1 and 2. */
export function underFire(qos: 0 | 1 | 2): Trace {
  const open = (dup = false) =>
    message('office/door', 'open', { qos, dup, ...(qos > 0 && { messageId: 7 }) });
  const id = { messageId: 7 };
  const story = new Story();
  story.opens('subscriber');
  story.sends('subscriber', 'SUBSCRIBE', {
    messageId: 1,
    subscriptions: [{ filter: 'office/door', qos: 2 }],
  });
  story.gets('subscriber', 'SUBACK', { messageId: 1, granted: [2] });
  story.opens('publisher', { clean: false });
  story.sends('publisher', 'PUBLISH', open(), qos === 0 ? { fate: 'lost' } : {});
  if (qos === 1) {
    story.gets('publisher', 'PUBACK', id, { fate: 'lost' });
    story.gets('subscriber', 'PUBLISH', open()).sends('subscriber', 'PUBACK', id);
  }
  if (qos === 2) story.gets('publisher', 'PUBREC', id, { fate: 'lost' });
  story.event('publisher', 'cut').opens('publisher', { clean: false }, true);
  if (qos === 1) {
    story.sends('publisher', 'PUBLISH', open(true)).gets('publisher', 'PUBACK', id);
    story.gets('subscriber', 'PUBLISH', open()).sends('subscriber', 'PUBACK', id);
  }
  if (qos === 2) {
    story.sends('publisher', 'PUBLISH', open(true)).gets('publisher', 'PUBREC', id);
    story.sends('publisher', 'PUBREL', id).gets('publisher', 'PUBCOMP', id);
    story.gets('subscriber', 'PUBLISH', open()).sends('subscriber', 'PUBREC', id);
    story.gets('subscriber', 'PUBREL', id).sends('subscriber', 'PUBCOMP', id);
  }
  story.sends('publisher', 'DISCONNECT').event('publisher', 'closed-by-client');
  story.event('subscriber', 'closed-by-client');
  return story.trace;
}
