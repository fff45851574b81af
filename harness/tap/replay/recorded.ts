import { type PacketType, packetTypes, type TraceEntry } from '../../protocol/packet.ts';

/** A client's packet to send again. */
export interface Step {
  /** Milliseconds since the first step of all connections. */
  readonly at: number;
  readonly bytes: Buffer;
  /** How many answers the client had received before it sent this. */
  readonly answers: number;
}

/** One connection of a client. */
export interface RecordedConnection {
  /** In the recording, from 1. */
  readonly number: number;
  readonly steps: readonly Step[];
  /** When it ended, or when the recording did, in ms. */
  readonly until: number;
}

const answerTypes: readonly PacketType[] = [
  'CONNACK',
  'PUBACK',
  'PUBREC',
  'PUBCOMP',
  'SUBACK',
  'UNSUBACK',
  'PINGRESP',
];

/** Whether a broker answers with such a packet, so that a client may have waited for it. */
export const isAnswer = (type: PacketType): boolean => answerTypes.includes(type);

/** The type of a packet, by its first byte. */
export const typeOfByte = (first: number): PacketType => packetTypes[(first >> 4) - 1] ?? 'PINGREQ';

/** What the clients of a trace sent, also what was lost on the tap. Packets whose bytes were not kept are left out and counted. */
export function connectionsIn(entries: readonly TraceEntry[]): {
  readonly connections: RecordedConnection[];
  readonly missing: number;
} {
  const first = entries.find((entry) => entry.kind === 'packet' && entry.direction === 'to-broker');
  const zero = first?.at ?? 0;
  const numbers = new Set(entries.flatMap((entry) => (entry.kind === 'packet' ? [entry.connection] : [])));
  let missing = 0;
  const connections = [...numbers].map((number): RecordedConnection => {
    const steps: Step[] = [];
    let [answers, until] = [0, 0];
    for (const entry of entries) {
      if (entry.kind === 'dropped' || entry.connection !== number) continue;
      until = entry.at - zero;
      if (entry.kind !== 'packet') continue;
      const { at, bytes, size, direction, type, fate } = entry;
      if (direction === 'to-client') answers += isAnswer(type) && fate !== 'lost' ? 1 : 0;
      else if (bytes.length === size) steps.push({ at: at - zero, bytes: Buffer.from(bytes), answers });
      else missing++;
    }
    return { number, steps, until };
  });
  return { connections: connections.filter(({ steps }) => steps.length > 0), missing };
}
