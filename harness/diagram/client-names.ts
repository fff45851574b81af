import { visible } from '../base/visible.ts';
import type { ConnectionEvent, TraceEntry } from '../protocol/packet.ts';

/** The broker's lane. */
export const BROKER = 'broker';

const LONGEST_NAME = 20;

/** Events that are not worth drawing on a connection without packets. */
const unremarkable: readonly ConnectionEvent[] = ['opened', 'closed-by-client', 'closed-by-tap'];

/**
 * Leaves out connections that have no packet here and no remarkable event: one that has just opened and whose client is not
 * known yet, or one that is only closed at the end.
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

/** The client of each connection. The tap names it only from CONNECT on; the trace tells it for earlier entries, too. */
export function clientNames(entries: readonly TraceEntry[]): Map<number, string> {
  const names = new Map<number, string>();
  for (const entry of entries) {
    if (entry.kind === 'dropped') continue;
    const known = names.get(entry.connection);
    if (known === undefined || known === '?') names.set(entry.connection, entry.client);
  }
  return new Map(Array.from(names, ([connection, name]) => [connection, visible(name, LONGEST_NAME)]));
}
