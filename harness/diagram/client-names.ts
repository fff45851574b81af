import { visible } from '../base/visible.ts';
import type { ConnectionEvent, TraceEntry } from '../protocol/packet.ts';

/** The broker's lane. */
export const BROKER = 'broker';

const LONGEST_NAME = 20;

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
