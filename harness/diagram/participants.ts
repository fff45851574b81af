import { visible } from '../base/visible.ts';
import type { ConnectionEvent, TraceEntry } from '../protocol/packet.ts';
import type { DiagramOptions } from './options.ts';

/** The broker, or a client by its display name. */
export interface Participant {
  readonly role: 'client' | 'broker';
  /** As it may be shown, like the subtitle. */
  readonly name: string;
  /** What the broker is, if that is to be said. */
  readonly subtitle?: string;
}

const BROKER = 'broker';
const LONGEST_NAME = 20;
const LONGEST_SUBTITLE = 32;

/** What says nothing about a connection on which nothing is said. */
const unremarkable: readonly ConnectionEvent[] = ['opened', 'closed-by-client', 'closed-by-tap'];

/**
 * Without connections that carry no packet here and do nothing remarkable: one that opened just now, and whose client
 * nobody knows yet, or one that is only closed in the end.
 */
export function withoutSilent(entries: readonly TraceEntry[]): TraceEntry[] {
  const heard = new Set(
    entries.flatMap((entry) =>
      entry.kind === 'packet' || (entry.kind === 'connection' && !unremarkable.includes(entry.what))
        ? [entry.connection]
        : [],
    ),
  );
  return entries.filter((entry) => entry.kind === 'dropped' || heard.has(entry.connection));
}

/** Before CONNECT the tap does not know whose connection it is; afterwards a reader of the trace does. */
export function clientNames(entries: readonly TraceEntry[]): Map<number, string> {
  const names = new Map<number, string>();
  for (const entry of entries) {
    if (entry.kind === 'dropped') continue;
    const known = names.get(entry.connection);
    if (known === undefined || known === '?') names.set(entry.connection, entry.client);
  }
  return new Map(Array.from(names, ([connection, name]) => [connection, visible(name, LONGEST_NAME)]));
}

/**
 * From left to right: clients that publish, the broker, the others; each side in order of appearance. Where that would
 * leave the broker at the edge of several clients, it stands between them.
 */
export function inOrder(
  entries: readonly TraceEntry[],
  names: ReadonlyMap<number, string>,
  { participants: wanted, broker: subtitle }: DiagramOptions,
): Participant[] {
  const clients = [...new Set(names.values())];
  const broker: Participant = {
    role: 'broker',
    name: BROKER,
    ...(subtitle !== undefined && { subtitle: visible(subtitle, LONGEST_SUBTITLE) }),
  };
  const asClient = (name: string): Participant => ({ role: 'client', name });
  if (wanted !== undefined) {
    const listed = wanted.filter((name) => name === BROKER || clients.includes(name));
    const rest = clients.filter((name) => !listed.includes(name));
    const all = listed.includes(BROKER) ? [...listed, ...rest] : [...listed, BROKER, ...rest];
    return all.map((name) => (name === BROKER ? broker : asClient(name)));
  }
  const publishers = new Set(
    entries.flatMap((entry) =>
      entry.kind === 'packet' && entry.type === 'PUBLISH' && entry.direction === 'to-broker'
        ? [names.get(entry.connection)]
        : [],
    ),
  );
  let left = clients.filter((name) => publishers.has(name));
  if (clients.length === 1) left = clients;
  else if (left.length === 0 || left.length === clients.length) {
    left = clients.slice(0, Math.ceil(clients.length / 2));
  }
  const right = clients.filter((name) => !left.includes(name));
  return [...left.map(asClient), broker, ...right.map(asClient)];
}
