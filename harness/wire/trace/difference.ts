import { same, type Text } from '../../base/text.ts';
import type { PacketEntry, PacketType } from '../../protocol/packet.ts';
import { sessionPresent, topicName } from '../anatomy/names.ts';
import { visiblePayload } from '../print/payload.ts';
import { grantedName, reasonCodeName, returnCodeName } from '../print/reasons.ts';

/** One of two runs that are compared. */
export interface Compared {
  /** The packets of the run, in order. */
  readonly packets: readonly PacketEntry[];
  /** A name of the packet's client that is the same in both runs. */
  readonly laneOf: (packet: PacketEntry) => string;
  /** The prefix of the run's topics. */
  readonly prefix: string;
  /** Whether the run has ended. */
  readonly isOver: boolean;
}

/** The first difference of two runs. */
export interface Difference {
  /** The packet in each run; undefined if a run does not have it. */
  readonly packets: readonly [PacketEntry | undefined, PacketEntry | undefined];
  /** What differs, and its value in each run. */
  readonly what: Text;
  readonly values: readonly [Text, Text];
}

/** Packets that depend only on time. */
const byTime: readonly PacketType[] = ['PINGREQ', 'PINGRESP'];

/**
 * Finds the first packet that differs in two runs of one lab. Compares type, direction, flags, topic, payload and reason code, and
 * whether a QoS 2 message was passed on at PUBLISH or at PUBREL. Does not compare identifiers, lengths and times, which always
 * differ. Order counts only among packets of the same type, direction and client.
 */
export function firstDifference(a: Compared, b: Compared): Difference | undefined {
  const [streamsA, streamsB] = [streamsOf(a), streamsOf(b)];
  const all = [...new Set([...streamsA.keys(), ...streamsB.keys()])].flatMap(
    (key) => differenceIn([a, b], [streamsA.get(key) ?? [], streamsB.get(key) ?? []]) ?? [],
  );
  return all.toSorted((x, y) => placeOf(x, a, b) - placeOf(y, a, b))[0];
}

/** The index of a difference in its run, the smaller one of both. */
function placeOf({ packets: [inA, inB] }: Difference, a: Compared, b: Compared): number {
  const place = (packet: PacketEntry | undefined, { packets }: Compared) =>
    packet === undefined ? Number.POSITIVE_INFINITY : packets.indexOf(packet);
  return Math.min(place(inA, a), place(inB, b));
}

type Streams = Map<string, PacketEntry[]>;

function streamsOf({ packets, laneOf }: Compared): Streams {
  const streams: Streams = new Map();
  for (const packet of packets) {
    if (byTime.includes(packet.type)) continue;
    const key = [packet.type, packet.direction, laneOf(packet)].join(' ');
    streams.set(key, [...(streams.get(key) ?? []), packet]);
  }
  return streams;
}

type Pair<T> = readonly [T, T];

function differenceIn([a, b]: Pair<Compared>, [inA, inB]: Pair<PacketEntry[]>): Difference | undefined {
  for (let index = 0; index < Math.max(inA.length, inB.length); index++) {
    const [one, other] = [inA[index], inB[index]];
    if (one === undefined || other === undefined) {
      if (isLate(one, a) || isLate(other, b)) return undefined;
      const isKnown = one === undefined ? a.isOver : b.isOver;
      return isKnown
        ? { packets: [one, other], what: missing, values: [there(one), there(other)] }
        : undefined;
    }
    const [saysOne, saysOther] = [says(one, a), says(other, b)];
    const at = saysOne.findIndex(([, value], part) => value.en !== saysOther[part]?.[1].en);
    const [what, value] = saysOne[at] ?? [];
    const otherValue = saysOther[at]?.[1];
    if (what !== undefined && value !== undefined && otherValue !== undefined)
      return { packets: [one, other], what, values: [value, otherValue] };
  }
  return undefined;
}

/** Answers that may be missing at the end of a run, because no claim waits for them. */
const answers: readonly PacketType[] = ['PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP'];
/** How many answers may be missing at most. */
const MOST_ON_THEIR_WAY = 2;

/** Whether the other run may have ended just before this answer came. */
const isLate = (packet: PacketEntry | undefined, { packets }: Compared): boolean =>
  packet !== undefined && answers.includes(packet.type) && packets.slice(-MOST_ON_THEIR_WAY).includes(packet);

/** The compared parts of a packet, always in this order. */
function says(packet: PacketEntry, run: Compared): (readonly [Text, Text])[] {
  const { fields, type } = packet;
  const short = (topic: string | undefined) =>
    topic?.startsWith(run.prefix) ? topic.slice(run.prefix.length) : (topic ?? '');
  const payload = fields.payload && visiblePayload(fields.payload, fields.payloadLength ?? 0, PAYLOAD);
  const asked = [
    ...(fields.subscriptions ?? []).map(({ filter, qos }) => `${short(filter)} qos ${qos}`),
    ...(fields.filters ?? []).map(short),
  ];
  const code = fields.reasonCode ?? (type === 'DISCONNECT' ? 0 : undefined);
  return [
    [same('DUP'), bit(fields.dup)],
    [same('QoS'), same(String(fields.qos ?? ''))],
    [same('retain'), bit(fields.retain)],
    [topicName, same(short(fields.topic || fields.aliasedTopic))],
    [payloadName, same(payload ?? '')],
    [filters, same(asked.join(', '))],
    [sessionPresent, bit(fields.sessionPresent)],
    [reason, same(fields.returnCode === undefined ? '' : returnCodeName(fields.returnCode))],
    [reason, same(code === undefined ? '' : reasonCodeName(code))],
    [granted, same((fields.granted ?? []).map((each) => grantedName(each)).join(', '))],
    [passedOn, passedOnAt(packet, run)],
  ];
}

const PAYLOAD = 40;

/** Whether the broker passed a QoS 2 message on at the publisher's PUBLISH or at its PUBREL. */
function passedOnAt(packet: PacketEntry, { packets }: Compared): Text {
  if (packet.type !== 'PUBLISH' || packet.direction !== 'to-client') return nothing;
  const before = packets.slice(0, packets.indexOf(packet));
  const sent = before.findLast(
    ({ type, direction, fields }) =>
      type === 'PUBLISH' &&
      direction === 'to-broker' &&
      fields.qos === 2 &&
      fields.topic === packet.fields.topic &&
      String(fields.payload) === String(packet.fields.payload),
  );
  if (sent === undefined || packet.fields.retain) return nothing;
  const isReleased = before
    .slice(before.indexOf(sent))
    .some(
      ({ type, direction, client, fields }) =>
        type === 'PUBREL' &&
        direction === 'to-broker' &&
        client === sent.client &&
        fields.messageId === sent.fields.messageId,
    );
  return isReleased ? same('PUBREL') : same('PUBLISH');
}

const nothing = same('');
const bit = (flag: boolean | undefined): Text => same(flag ? '1' : '0');
const there = (packet: PacketEntry | undefined): Text =>
  packet === undefined ? { en: 'none', ja: 'なし' } : same(packet.type);
const missing: Text = { en: 'a packet that only one of them has', ja: '片方にだけあるパケット' };
const payloadName: Text = { en: 'payload', ja: 'ペイロード' };
const filters: Text = { en: 'topic filters', ja: 'トピックフィルター' };
const reason: Text = { en: 'reason code', ja: '理由コード' };
const granted: Text = { en: 'what was granted', ja: '認められた QoS' };
const passedOn: Text = { en: 'passed on at', ja: '次へ渡したのは' };
