import { didYouMean } from '../../base/nearest.ts';
import { type PacketType, packetTypes, type TraceEntry } from '../../protocol/packet.ts';
import { brokenAt, type Place } from '../deck/place.ts';

/** What to leave out of a part of a run: a packet type, a client, or a packet type of one client. */
interface Omission {
  readonly client: string | undefined;
  readonly type: PacketType | undefined;
}

/**
 * @param words `CONNACK,watcher,subscriber.PUBREC`
 * @throws CannotRunError `broken-deck` for a word that is neither a packet nor a client of the trace
 */
export function omissions(
  words: string | undefined,
  trace: Iterable<TraceEntry>,
  place: Place,
): readonly Omission[] {
  const clients = [...new Set(Array.from(trace, (entry) => (entry.kind === 'packet' ? entry.client : '?')))];
  return (words?.split(',') ?? []).map((word) => {
    const [, name, end = word] = /^(.*)\.([A-Z]+)$/.exec(word) ?? [];
    const type = packetTypes.find((known) => known === end);
    const client = type === undefined ? word : name;
    const known = client === undefined || clients.includes(client);
    if (known && (type !== undefined || name === undefined)) return { client, type };
    throw unknown(word, [...packetTypes, ...clients], place);
  });
}

export const isOmitted = (entry: TraceEntry, omitted: readonly Omission[]): boolean =>
  omitted.some(({ client, type }) => {
    if (entry.kind === 'dropped') return false;
    if (client !== undefined && entry.client !== client) return false;
    return type === undefined || (entry.kind === 'packet' && entry.type === type);
  });

const unknown = (word: string, names: readonly string[], place: Place) =>
  brokenAt(
    place,
    { en: `there is no packet or client ${word} to leave out`, ja: `省く対象の ${word} がありません` },
    didYouMean(word, names),
  );
