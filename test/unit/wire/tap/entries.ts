import { expect } from 'vitest';
import type { ConnectionEvent, PacketEntry, TraceEntry } from '../../../../harness/protocol/packet.ts';
import { type Line, receive } from './fixtures.ts';

/** Sends bytes from one side of a line, and expects them on the other. */
export async function send(line: Line, from: 'client' | 'broker', bytes: Buffer): Promise<void> {
  const [source, target] = from === 'client' ? [line.client, line.broker] : [line.broker, line.client];
  source.write(bytes);
  expect((await receive(target, bytes.length)).equals(bytes)).toBe(true);
}

export const packetsOf = (entries: readonly TraceEntry[]): PacketEntry[] =>
  entries.filter((found): found is PacketEntry => found.kind === 'packet');
export const eventsOf = (entries: readonly TraceEntry[]): string[] =>
  entries.flatMap((found) => (found.kind === 'connection' ? found.what : []));
export const isEvent = (what: ConnectionEvent) => (found: TraceEntry) =>
  found.kind === 'connection' && found.what === what;
