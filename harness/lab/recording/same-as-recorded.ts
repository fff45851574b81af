import { isDeepStrictEqual } from 'node:util';
import { codes } from '../../protocol/codes.ts';
import type { ConnectionEntry, PacketEntry, PacketType, TraceEntry } from '../../protocol/packet.ts';
import { fromRecording } from '../../wire/trace/reading.ts';
import type { Recording } from './recording.ts';

/** Packets that a program sends by itself. All others answer one of these, or are sent after a time. */
const begun: readonly PacketType[] = ['CONNECT', 'PUBLISH', 'SUBSCRIBE', 'UNSUBSCRIBE', 'DISCONNECT'];
const byTime: readonly PacketType[] = ['PINGREQ', 'PINGRESP'];
/** How a connection may end. Client, broker and the end of the run race, so all three count as the same. */
const closings: readonly ConnectionEntry['what'][] = [
  'closed-by-client',
  'closed-by-broker',
  'closed-by-tap',
];

/** What a lab shows on any broker: its steps and claims. Left out are expected and seen values, which may contain names of the run. */
export const storyOf = ({ lab, steps, claims }: Pick<Recording, 'lab' | 'steps' | 'claims'>) => ({
  lab,
  steps: steps.map(({ at: _, ...step }) => step),
  claims: claims.map(({ id, says, statements }) => ({ id, says, statements })),
});

/**
 * Whether each claim came out as recorded. A claim with a known deviation, in either run, may differ: the recording may have
 * been made on a broker that deviates.
 */
export const sameResults = (
  recording: Pick<Recording, 'claims'>,
  { claims }: Pick<Recording, 'claims'>,
): boolean =>
  claims.every((claim) => {
    const recorded = recording.claims.find(({ id }) => id === claim.id);
    if (recorded === undefined) return false;
    return deviates(claim) || deviates(recorded) || recorded.result === claim.result;
  });

const deviates = ({ deviation }: Recording['claims'][number]): boolean =>
  deviation !== undefined && deviation.is !== 'returned';

/** Whether packets can be compared: another broker, client or version may send other packets and still be right. */
export const samePeers = (a: Recording, b: Recording): boolean =>
  isDeepStrictEqual(
    [a.broker.name, a.broker.version, a.protocolVersion, a.programs],
    [b.broker.name, b.broker.version, b.protocolVersion, b.programs],
  );

/**
 * The streams of two runs. Where one is a little shorter, the other is cut to its length: packets of the shorter one were still
 * under way when its run ended.
 */
export function comparable(a: Wire, b: Wire): [Wire, Wire] {
  const lengths = (stream: string) => [a[stream]?.length ?? 0, b[stream]?.length ?? 0];
  const cut = (wire: Wire): Wire =>
    Object.fromEntries(
      [...new Set([...Object.keys(a), ...Object.keys(b)])].sort().map((stream) => {
        const [shorter = 0, longer = 0] = lengths(stream).sort((x, y) => x - y);
        const awaited = / (to-broker begun|connection)$/.test(stream);
        const racing = !awaited && longer - shorter <= MOST_ON_THEIR_WAY;
        return [stream, wire[stream]?.slice(0, racing ? shorter : longer) ?? []];
      }),
    );
  return [cut(a), cut(b)];
}

/** How many messages, or answers of one type, may still be under way when a run ends. A run awaits only what its claims need. */
const MOST_ON_THEIR_WAY = 2;

/** Packets as text, by stream, e.g. `subscriber 1 to-broker PUBACK`. */
export type Wire = Readonly<Record<string, readonly string[]>>;

/**
 * The packets of a run without what differs from run to run: ids, ports, times, and the order of packets that race. Streams are
 * made by connection and direction: packets that the program sends are in one stream, each type of answer is in its own.
 */
export function wireOf({ trace, topicPrefix }: Pick<Recording, 'trace' | 'topicPrefix'>): Wire {
  const streams: Record<string, string[]> = {};
  const connections = new Connections();
  for (const entry of fromRecording(trace)) {
    if (entry.kind === 'dropped') continue;
    const what = entry.kind === 'packet' ? streamOf(entry, topicPrefix) : 'connection';
    const stream = `${connections.name(entry)} ${what}`;
    const said = entry.kind === 'packet' ? packetWords(entry, topicPrefix) : connectionWords(entry);
    if (said === undefined) continue;
    streams[stream] ??= [];
    if (entry.kind === 'packet' && byTime.includes(entry.type) && streams[stream].includes(said)) continue;
    streams[stream].push(said);
  }
  return streams;
}

function streamOf({ direction, type, fields }: PacketEntry, topicPrefix: string): string {
  // Messages of several publishers race; only those on one topic are ordered [MQTT-4.6.0-6].
  const topic = (fields.topic || fields.aliasedTopic) ?? '';
  if (type === 'PUBLISH' && direction === 'to-client')
    return `${direction} ${topic.replace(topicPrefix, '')}`;
  return `${direction} ${begun.includes(type) ? 'begun' : type}`;
}

/** Names connections by their client and the number of connections it had before. */
class Connections {
  readonly #names = new Map<number, string>();
  readonly #counts = new Map<string, number>();

  name({ connection, client }: Exclude<TraceEntry, { kind: 'dropped' }>): string {
    const known = this.#names.get(connection);
    if (known !== undefined || client === '?') return known ?? '?';
    const count = (this.#counts.get(client) ?? 0) + 1;
    this.#counts.set(client, count);
    const name = `${client} ${count}`;
    this.#names.set(connection, name);
    return name;
  }
}

function packetWords({ type, direction, fate, fields }: PacketEntry, topicPrefix: string): string {
  const { messageId: _id, clientId: _client, payloadLength: _length, ...said } = fields;
  // A success code, too: whether a leaving client is still connected at that moment is a race between two connections.
  const rest = said.reasonCode === codes.noMatchingSubscribers ? { ...said, reasonCode: 0 } : said;
  const bytesAsText = (_: string, value: unknown) =>
    isBytes(value) ? Buffer.from(value.data).toString('latin1') : value;
  // A lab on topics that begin with `$` cannot use the prefix, and puts the run's own word elsewhere.
  const word = topicPrefix.split('/').at(-2) ?? topicPrefix;
  const words = `${type} ${fate} ${JSON.stringify(rest, bytesAsText)}`
    .replaceAll(topicPrefix, '')
    .replaceAll(`/${word}/`, '/run/')
    .replaceAll(/\bfence([ /])\d+/g, 'fence$1n')
    .replaceAll(/\b(127\.0\.0\.1|localhost):\d+/g, '$1');
  // A broker subtracts the time that a message has waited.
  return direction === 'to-client' ? words.replaceAll(/("messageExpiryInterval":)\d+/g, '$1n') : words;
}

/** Whether it is a Buffer as JSON.stringify gives it to its replacer. */
const isBytes = (value: unknown): value is { readonly data: number[] } =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  value.type === 'Buffer' &&
  'data' in value;

const connectionWords = ({ what }: ConnectionEntry): string | undefined =>
  what === 'opened' || closings.includes(what) ? undefined : what;
