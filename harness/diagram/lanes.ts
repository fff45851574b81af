import { connectionEnds, type TraceEntry } from '../protocol/packet.ts';
import { BROKER, clientNames, withoutSilent } from './client-names.ts';

/** The lanes of a trace: the broker and the clients. Made from the whole run, they are the same in every part of it. */
export interface Lanes {
  /** The lane of each connection. */
  readonly names: ReadonlyMap<number, string>;
  /** From left to right, `broker` among them. */
  readonly order: readonly string[];
}

/**
 * Gives each client a lane. If several connections of one client are open at the same time, each has its own lane: `twin #1`,
 * `twin #2`. A client that reconnects stays in its lane.
 * @param trace the whole run, or the part that exists so far
 * @param wanted lanes from left to right; `twin` stands for all of its lanes, and `twin #1` says that there are several
 */
export function lanesOf(trace: Iterable<TraceEntry>, wanted?: readonly string[]): Lanes {
  const entries = withoutSilent([...trace]);
  const names = numbered(clientNames(entries), slotsOf(entries), wanted ?? []);
  const clients = [...new Set(names.values())];
  const order = wanted === undefined ? bySide(clients, entries, names) : asWanted(clients, wanted);
  return { names, order };
}

/** Numbers the connections of one client that are open at the same time, from 1. */
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
  // Without a CONNECT, it is unknown whether two connections belong to one client.
  if (name === UNKNOWN) return 1;
  const taken = [...open].filter((other) => names.get(other) === name).map((other) => slots.get(other));
  let slot = 1;
  while (taken.includes(slot)) slot++;
  return slot;
}

const UNKNOWN = '?';

/** Whether the client has sent DISCONNECT, or the connection has ended. */
const isEnd = (entry: Exclude<TraceEntry, { kind: 'dropped' }>): boolean =>
  entry.kind === 'packet'
    ? entry.type === 'DISCONNECT' && entry.fate !== 'lost'
    : connectionEnds.has(entry.what);

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
 * Orders the lanes: clients that publish, the broker, other clients; each side in order of appearance. If the broker would be
 * at the edge beside several clients, it is put between them.
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
