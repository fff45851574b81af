import type { Language } from '../../base/text.ts';
import { visible, visibleTopic } from '../../base/visible.ts';
import type {
  PacketEntry,
  PacketFields,
  PacketProperties,
  PacketType,
  SubscriptionFields,
  WillFields,
} from '../../protocol/packet.ts';
import { visiblePayload } from './payload.ts';
import { interval, propertiesInWords } from './properties.ts';
import { disconnectReasonName, grantedName, reasonCodeName, returnCodeName } from './reasons.ts';
import { withoutPrefix } from './without-prefix.ts';
import { malformedWord } from './words.ts';

/** The kind of a piece of a packet's description; terminal and diagram style each kind. */
export type Role = 'detail' | 'flag' | 'topic' | 'payload' | 'problem';

export interface Piece {
  readonly role: Role;
  readonly text: string;
}

export interface Wording {
  readonly language: Language;
  /** A prefix to leave out of topics and filters, e.g. `mqtt-hands-on/1a2b/`. */
  readonly stripPrefix?: string;
  /** Leaves out the protocol version, MQTT.js defaults and success codes. */
  readonly brief?: boolean;
  /** Shows packet identifiers; default: true. */
  readonly ids?: boolean;
  /** Shows the MQTT 5 properties of a message; default: false. A topic alias is always shown. */
  readonly properties?: boolean;
  /**
   * Shows everything that the tap knows: the properties of every packet, whether a user name and a password are there, and the bit
   * of a bridge; default: false.
   */
  readonly everything?: boolean;
  /** Maximum width of a payload in columns, without quotes; default: 32. */
  readonly payloadColumns?: number;
  /** Maximum width of a topic or filter in columns; default: 48. */
  readonly topicColumns?: number;
}

/** The parts of a packet that are described. */
export type Describable = Pick<PacketEntry, 'type' | 'fields' | 'malformed'>;

/** The default of MQTT.js, in seconds. */
const DEFAULT_KEEP_ALIVE = 60;

/** How many filters or reason codes of one packet are listed. */
const MOST_LISTED = 8;

const detail = (text: string): Piece => ({ role: 'detail', text });
const flag = (text: string): Piece => ({ role: 'flag', text });
const protocolNames: Readonly<Record<number, string>> = { 3: 'MQTT 3.1', 4: 'MQTT 3.1.1', 5: 'MQTT 5' };

/** The content of a packet in pieces, without control characters. Type, size and fate are not included. */
export function describePacket(entry: Describable, wording: Wording): Piece[] {
  const { fields, type } = entry;
  const says = new Description(wording);
  if (type === 'CONNECT') says.connect(fields);
  if (type === 'CONNACK') says.connack(fields);
  if (type === 'PUBLISH') says.publish(fields);
  else says.id(fields.messageId);
  says.each(fields.subscriptions, (subscription) => says.subscription(subscription));
  says.each(fields.filters, (filter) => says.topic(filter));
  says.each(fields.granted, (code) => says.granted(type, code));
  says.reason(entry);
  if (wording.everything && type !== 'CONNECT' && type !== 'PUBLISH') says.properties(fields.properties);
  if (entry.malformed !== undefined) says.problem(entry.malformed);
  return says.pieces;
}

class Description {
  readonly pieces: Piece[] = [];
  readonly #wording: Wording;

  constructor(wording: Wording) {
    this.#wording = wording;
  }

  add(...pieces: Piece[]): void {
    this.pieces.push(...pieces);
  }

  id(messageId: number | undefined): void {
    if (messageId !== undefined && this.#wording.ids !== false) this.add(detail(`id ${messageId}`));
  }

  topic(topic: string): void {
    this.add({ role: 'topic', text: this.#topicText(topic) });
  }

  #topicText(topic: string): string {
    const { stripPrefix = '', topicColumns = 48 } = this.#wording;
    return visibleTopic(withoutPrefix(topic, stripPrefix), topicColumns);
  }

  /** A topic that is not in the packet, which only has its alias, is in parentheses. */
  #aliased(topic: string): void {
    this.add({ role: 'topic', text: `(${this.#topicText(topic)})` });
  }

  payload(payload: Uint8Array, total: number): void {
    this.add({ role: 'payload', text: visiblePayload(payload, total, this.#wording.payloadColumns ?? 32) });
  }

  problem(malformed: string): void {
    const word = malformedWord[this.#wording.language];
    this.add({ role: 'problem', text: `${word}: ${visible(malformed, 100)}` });
  }

  connect({ protocolVersion, clean, keepAlive, properties, will, ...fields }: PacketFields): void {
    const { brief, everything } = this.#wording;
    if (protocolVersion !== undefined && !brief) {
      this.add(detail(protocolNames[protocolVersion] ?? `MQTT level ${protocolVersion}`));
    }
    if (everything && fields.bridge) this.add(flag('bridge (level bit 0x80)'));
    if (clean !== undefined && !(brief && clean)) this.add(detail(cleanName(protocolVersion, clean)));
    const expiry = properties?.sessionExpiryInterval;
    if (typeof expiry === 'number') this.add(detail(`session expiry ${interval(expiry)}`));
    if (keepAlive !== undefined && !(brief && keepAlive === DEFAULT_KEEP_ALIVE))
      this.add(detail(`keep alive ${keepAlive} s`));
    if (everything) {
      const { sessionExpiryInterval: _, ...others } = properties ?? {};
      this.properties(others);
      if (fields.username) this.add(flag('user name'));
      if (fields.password) this.add(flag('password'));
    }
    if (will !== undefined) this.#will(will);
  }

  properties(properties: PacketProperties | undefined): void {
    this.add(...propertiesInWords(properties, this.#wording.stripPrefix).map(detail));
  }

  #will(will: WillFields): void {
    this.add(detail('will'), detail(`qos ${will.qos}`));
    if (will.retain) this.add(flag('retain'));
    this.topic(will.topic);
    this.payload(will.payload, will.payloadLength);
    if (this.#wording.everything) this.properties(will.properties);
  }

  connack({ sessionPresent, returnCode }: PacketFields): void {
    if (returnCode !== undefined) this.add(detail(returnCodeName(returnCode)));
    if (sessionPresent) this.add(flag('session present'));
  }

  publish(fields: PacketFields): void {
    if (fields.qos !== undefined) this.add(detail(`qos ${fields.qos}`));
    this.id(fields.messageId);
    if (fields.dup) this.add(flag('DUP'));
    if (fields.retain) this.add(flag('retain'));
    const { topic, aliasedTopic } = fields;
    if (topic) this.topic(topic);
    const alias = fields.properties?.topicAlias;
    if (typeof alias === 'number') this.add(detail(`alias ${alias}`));
    if (!topic && aliasedTopic !== undefined) this.#aliased(aliasedTopic);
    if (fields.payload !== undefined) {
      this.payload(fields.payload, fields.payloadLength ?? fields.payload.length);
    }
    if (this.#wording.properties || this.#wording.everything) this.properties(fields.properties);
  }

  /** Describes the first items, and says how many more there are. */
  each<T>(list: readonly T[] = [], say: (item: T) => void): void {
    for (const item of list.slice(0, MOST_LISTED)) say(item);
    if (list.length > MOST_LISTED) this.add(detail(`… +${list.length - MOST_LISTED}`));
  }

  subscription({ filter, qos, noLocal, retainAsPublished, retainHandling }: SubscriptionFields): void {
    this.topic(filter);
    this.add(detail(`qos ${qos}`));
    if (noLocal) this.add(flag('no local'));
    if (retainAsPublished) this.add(flag('retain as published'));
    if (retainHandling) this.add(detail(`retain handling ${retainHandling}`));
  }

  granted(type: PacketType, code: number): void {
    this.add(detail(type === 'SUBACK' ? grantedName(code) : reasonCodeName(code)));
  }

  /** A success is shown only where the reason code is the whole answer. */
  reason({ type, fields: { reasonCode } }: Describable): void {
    if (reasonCode === undefined || (this.#wording.brief && reasonCode === 0 && type !== 'CONNACK')) return;
    if (type === 'DISCONNECT') this.add(detail(disconnectReasonName(reasonCode)));
    else if (type === 'CONNACK') this.pieces.unshift(detail(reasonCodeName(reasonCode)));
    else if (type === 'AUTH' || reasonCode !== 0) this.add(detail(reasonCodeName(reasonCode)));
  }
}

/** Clean Session of 3.1.1 and Clean Start of 5 share a bit, and mean different things. */
function cleanName(protocolVersion: number | undefined, clean: boolean): string {
  if (protocolVersion === 5) return clean ? 'clean start' : 'clean start 0';
  return clean ? 'clean session' : 'clean session 0';
}
