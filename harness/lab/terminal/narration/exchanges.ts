import type { PacketEntry } from '../../../protocol/packet.ts';
import { fenceIn, retainedFence } from '../../fences/packets-of-fences.ts';
import { isRoutine } from './routine.ts';

/** A packet that is answered, with its answers. */
export interface Exchange {
  /** The step in which it began; 0 is before the first. */
  readonly step: number;
  /** Whether its message is a fence. */
  readonly isFence: boolean;
  /** Whether it began with an ordinary packet. */
  readonly isRoutine: boolean;
}

const asks: readonly PacketEntry['type'][] = ['CONNECT', 'PUBLISH', 'SUBSCRIBE', 'UNSUBSCRIBE'];

/** Finds the exchange that each packet belongs to. Takes the packets in their order. */
export class Exchanges {
  readonly #latest = new Map<string, Exchange>();

  /** Undefined for a packet that answers nothing seen before. */
  of(packet: PacketEntry, step: number): Exchange | undefined {
    const key = keyOf(packet);
    if (!asks.includes(packet.type)) return this.#latest.get(key);
    const isFence = (fenceIn(packet) ?? retainedFence(packet)) !== undefined;
    const begun = { step, isFence, isRoutine: isRoutine(packet) };
    this.#latest.set(key, begun);
    return begun;
  }
}

/** A delivery goes on in the client's next connection; everything else ends with its connection. */
function keyOf({ type, direction, client, connection, fields }: PacketEntry): string {
  const id = fields.messageId ?? '';
  const isAnswer = type === 'PUBACK' || type === 'PUBREC' || type === 'PUBCOMP';
  const back = direction === 'to-broker' ? 'to-client' : 'to-broker';
  if (isAnswer) return `message ${back} ${client} ${id}`;
  if (type === 'PUBLISH' || type === 'PUBREL') return `message ${direction} ${client} ${id}`;
  if (/SUB/.test(type)) return `subscription ${connection} ${id}`;
  return `connection ${connection}`;
}
