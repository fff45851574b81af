import { isDeepStrictEqual } from 'node:util';
import type { ConnectionEntry, PacketEntry, PacketType, TraceEntry } from '../../protocol/packet.ts';
import { fromRecording } from '../../wire/trace/reading.ts';
import type { Recording } from './recording.ts';

/** What is sent because the program comes to it; everything else answers it, or is sent when time has passed. */
const begun: readonly PacketType[] = ['CONNECT', 'PUBLISH', 'SUBSCRIBE', 'UNSUBSCRIBE', 'DISCONNECT'];
const byTime: readonly PacketType[] = ['PINGREQ', 'PINGRESP'];
/** Two sides end a connection, or the run does: which of them is first is a race. */
const closings: readonly ConnectionEntry['what'][] = [
  'closed-by-client',
  'closed-by-broker',
  'closed-by-tap',
];

/** What a lab shows on any broker: its steps and its claims. What a claim expected and saw may hold a run's own names. */
export const storyOf = ({ lab, steps, claims }: Pick<Recording, 'lab' | 'steps' | 'claims'>) => ({
  lab,
  steps: steps.map(({ at: _, ...step }) => step),
  claims: claims.map(({ id, says, statements }) => ({ id, says, statements })),
});

/**
 * Whether each claim came out as recorded; one that either broker is, or was until now, known to deviate from may differ: a
 * recording may be made on a broker that deviates, too.
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
  deviation !== undefined && deviation.is !== 'back';

/** Whether packets can be compared: another broker or client, or version of it, may rightly send others. */
export const samePeers = (a: Recording, b: Recording): boolean =>
  isDeepStrictEqual(
    [a.broker.name, a.broker.version, a.protocolVersion, a.programs],
    [b.broker.name, b.broker.version, b.protocolVersion, b.programs],
  );

/** Streams of two runs, each cut to where the run that ended first had come: something was on its way to it then. */
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

/** Messages, or answers of one type, that may not have come yet when a run ends: it awaits only what it is about. */
const MOST_ON_THEIR_WAY = 2;

/** Descriptions of packets by stream, e.g. `subscriber 1 to-broker PUBACK`. */
export type Wire = Readonly<Record<string, readonly string[]>>;

/**
 * What crossed the wire, without what no two runs have in common: ids, ports, times, and the order of things that race.
 * By connection and direction: what the program sends in order, and each type of answer by itself.
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

/** Connections by whose they are, and how many that client had before. */
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

/** Success, too: whether a leaving client is still connected at that moment is a race between two connections. */
const NOBODY_SUBSCRIBED = 0x10;

function packetWords({ type, fate, fields }: PacketEntry, topicPrefix: string): string {
  const { messageId: _id, clientId: _client, payloadLength: _length, ...said } = fields;
  const rest = said.reasonCode === NOBODY_SUBSCRIBED ? { ...said, reasonCode: 0 } : said;
  const bytesAsText = (_: string, value: unknown) =>
    isBytes(value) ? Buffer.from(value.data).toString('latin1') : value;
  return `${type} ${fate} ${JSON.stringify(rest, bytesAsText)}`
    .replaceAll(topicPrefix, '')
    .replaceAll(/\bfence([ /])\d+/g, 'fence$1n')
    .replaceAll(/\b(127\.0\.0\.1|localhost):\d+/g, '$1');
}

/** A Buffer as JSON.stringify hands it on. */
const isBytes = (value: unknown): value is { readonly data: number[] } =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  value.type === 'Buffer' &&
  'data' in value;

const connectionWords = ({ what }: ConnectionEntry): string | undefined =>
  what === 'opened' || closings.includes(what) ? undefined : what;
