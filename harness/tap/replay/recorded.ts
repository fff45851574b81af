import type { PacketEntry, TraceEntry } from '../../protocol/packet.ts';

/** A client's packet to send again. */
export interface Step {
  /** Milliseconds since the first step of all connections. */
  readonly at: number;
  readonly bytes: Buffer;
}

/** One connection of a client. */
export interface RecordedConnection {
  /** In the recording, from 1. */
  readonly number: number;
  readonly steps: readonly Step[];
  /** When it ended, or when the recording did, in ms. */
  readonly until: number;
}

/** What the clients of a trace sent, also what was lost on the tap. Packets whose bytes were not kept are left out and counted. */
export function connectionsIn(entries: readonly TraceEntry[]): {
  readonly connections: RecordedConnection[];
  readonly missing: number;
} {
  const sent = entries.filter(isSent);
  const [first] = sent;
  const zero = first?.at ?? 0;
  const numbers = [...new Set(sent.map(({ connection }) => connection))];
  const connections = numbers.map((number) => {
    const own = entries.filter((entry) => entry.kind !== 'dropped' && entry.connection === number);
    const steps = sent
      .filter((entry) => entry.connection === number && isWhole(entry))
      .map(({ at, bytes }) => ({ at: at - zero, bytes: Buffer.from(bytes) }));
    return { number, steps, until: Math.max(...own.map(({ at }) => at)) - zero };
  });
  return { connections, missing: sent.filter((entry) => !isWhole(entry)).length };
}

const isSent = (entry: TraceEntry): entry is PacketEntry =>
  entry.kind === 'packet' && entry.direction === 'to-broker';
const isWhole = ({ bytes, size }: PacketEntry): boolean => bytes.length === size;
