import type { ConnectionEvent, Direction, Fate, PacketEntry } from '../protocol/packet.ts';
import type { Piece } from '../wire/print/packet.ts';
import type { Lifespan } from './lifespans.ts';
import type { Participant } from './participants.ts';

/** Whether a packet of this fate stays on its way, for good or for now. */
export const stops = (fate: Fate): fate is 'lost' | 'held' => fate === 'lost' || fate === 'held';

export interface MessageRow {
  readonly kind: 'message';
  readonly at: number;
  readonly client: string;
  readonly direction: Direction;
  readonly type: PacketEntry['type'];
  readonly pieces: readonly Piece[];
  readonly fate: Fate;
  /** What is drawn here. */
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
  /** Whether it stands for a fence of the harness. */
  readonly isCheck?: boolean;
}

export type Row = MessageRow | EventRow | WideRow;

/** What a diagram shows, whatever form it takes: who takes part, what happens, and who is connected meanwhile. */
export interface Diagram {
  readonly participants: readonly Participant[];
  readonly rows: readonly Row[];
  readonly lifespans: readonly Lifespan[];
}
