import type { ConnectionEvent, Direction, Fate, PacketEntry } from '../protocol/packet.ts';
import type { Piece } from '../wire/print/packet.ts';
import type { Lifespan } from './lifespans.ts';
import type { Participant } from './participants.ts';

/** Whether a packet of this fate is drawn as stopped on its way. */
export const stops = (fate: Fate): fate is 'lost' | 'held' => fate === 'lost' || fate === 'held';

export interface MessageRow {
  readonly kind: 'message';
  readonly at: number;
  readonly client: string;
  readonly direction: Direction;
  readonly type: PacketEntry['type'];
  readonly pieces: readonly Piece[];
  readonly fate: Fate;
  /** The packet that is drawn. */
  readonly entry: PacketEntry;
}

export interface EventRow {
  readonly kind: 'event';
  readonly at: number;
  readonly client: string;
  readonly what: ConnectionEvent;
  readonly text: string;
}

/** A heading, or a remark about the whole diagram. */
interface WideRow {
  readonly kind: 'wide';
  readonly role: 'heading' | 'remark';
  readonly text: string;
  /** Whether this row stands for a fence of the harness. */
  readonly isCheck?: boolean;
}

export type Row = MessageRow | EventRow | WideRow;

/** The content of a diagram, in any form: the participants, what happens, and when each client is connected. */
export interface Diagram {
  readonly participants: readonly Participant[];
  readonly rows: readonly Row[];
  readonly lifespans: readonly Lifespan[];
}
