import type { ConnectionEvent, TraceEntry } from '../protocol/packet.ts';
import { BROKER, clientNames, withoutSilent } from './client-names.ts';

/** The lanes of a trace, broker and clients. Drawn from the whole run, every part of it has the same. */
export interface Lanes {
  /** The lane of each connection. */
  readonly names: ReadonlyMap<number, string>;
  /** From left to right, `broker` among them. */
  readonly order: readonly string[];
}

const ends: readonly ConnectionEvent[] = [
  'cut',
  'broker-unreachable',
  'closed-by-client',
  'closed-by-broker',
  'closed-by-tap',
];

/**
 * One lane for each connection that is open beside another one of the same client: `twin #1`, `twin #2`. A connection
 * that follows one that has ended, as of a client that reconnects, goes on in its lane.
 * @param trace of the whole run, or of as much of it as there is
 * @param wanted lanes from left to right; `twin` stands for all of its lanes, and `twin #1` says that there are several
 */
export function lanesOf(trace: Iterable<TraceEntry>, wanted?: readonly string[]): Lanes {
  const entries = withoutSilent([...trace]);
  const names = numbered(clientNames(entries), slotsOf(entries), wanted ?? []);
  const clients = [...new Set(names.values())];
  const order = wanted === undefined ? bySide(clients, entries, names) : asWanted(clients, wanted);
  return { names, order };
}

/** Of connections of one client that are open at the same time each has a number of its own, from 1. */
function slotsOf(entries: readonly TraceEntry[]): Map<number, number> {
  const names = clientNames(entries);
  const slots = new Map<number, number>();
  const open = new Set<number>();
  for (const entry of entries) {
    if (entry.kind === 'dropped') continue;
    const { connection } = entry;
    if (!slots.has(connection)) {
      slots.set(connection, freeSlot(connection, { names, slots, open }));
      open.add(connection);
    }
    if (isEnd(entry)) open.delete(connection);
  }
  return slots;
}

interface Taken {
  readonly names: ReadonlyMap<number, string>;
  readonly slots: ReadonlyMap<number, number>;
  readonly open: ReadonlySet<number>;
}

function freeSlot(connection: number, { names, slots, open }: Taken): number {
  const name = names.get(connection);
  // Nobody knows whether two connections without a CONNECT are of one client.
  if (name === UNKNOWN) return 1;
  const taken = [...open].filter((other) => names.get(other) === name).map((other) => slots.get(other));
  let slot = 1;
  while (taken.includes(slot)) slot++;
  return slot;
}

const UNKNOWN = '?';

/** The client has said good-bye, or the connection is gone. */
const isEnd = (entry: Exclude<TraceEntry, { kind: 'dropped' }>): boolean =>
  entry.kind === 'packet' ? entry.type === 'DISCONNECT' && entry.fate !== 'lost' : ends.includes(entry.what);

function numbered(
  names: ReadonlyMap<number, string>,
  slots: ReadonlyMap<number, number>,
  wanted: readonly string[],
): Map<number, string> {
  const several = new Set(
    Array.from(names).flatMap(([connection, name]) =>
      (slots.get(connection) ?? 1) > 1 || wanted.includes(`${name} #1`) ? [name] : [],
    ),
  );
  return new Map(
    Array.from(names, ([connection, name]) => [
      connection,
      several.has(name) ? `${name} #${slots.get(connection) ?? 1}` : name,
    ]),
  );
}

function asWanted(clients: readonly string[], wanted: readonly string[]): string[] {
  const listed = wanted.flatMap((name) =>
    name === BROKER ? [name] : clients.filter((client) => client === name || isLaneOf(client, name)),
  );
  const rest = clients.filter((client) => !listed.includes(client));
  return listed.includes(BROKER) ? [...listed, ...rest] : [...listed, BROKER, ...rest];
}

const isLaneOf = (lane: string, name: string): boolean =>
  lane.startsWith(`${name} #`) && /^\d+$/.test(lane.slice(name.length + 2));

/**
 * Clients that publish, the broker, the others; each side in order of appearance. Where that would leave the broker at
 * the edge of several clients, it stands between them.
 */
function bySide(
  clients: readonly string[],
  entries: readonly TraceEntry[],
  names: ReadonlyMap<number, string>,
): string[] {
  const publishers = new Set(
    entries.flatMap((entry) =>
      entry.kind === 'packet' && entry.type === 'PUBLISH' && entry.direction === 'to-broker'
        ? [names.get(entry.connection)]
        : [],
    ),
  );
  let left = clients.filter((name) => publishers.has(name));
  if (clients.length === 1) left = [...clients];
  else if (left.length === 0 || left.length === clients.length) {
    left = clients.slice(0, Math.ceil(clients.length / 2));
  }
  return [...left, BROKER, ...clients.filter((name) => !left.includes(name))];
}
