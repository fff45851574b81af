import type { ConnectionEvent, Direction } from '../../protocol/packet.ts';
import type { FaultSet } from '../faults/fault-set.ts';
import type { Frozen } from '../faults/held-fault.ts';
import type { HeldBudget } from '../tap/held-budget.ts';
import type { TapLimits } from '../tap/limits.ts';
import type { Session } from '../tap/session.ts';
import type { EntryStore } from '../trace/bounded-trace.ts';

/** The parts of its connection and tap that a stream uses. */
export interface StreamContext {
  /** The n-th connection of the tap, from 1. */
  readonly number: number;
  readonly session: Session;
  readonly faults: FaultSet;
  readonly trace: EntryStore;
  readonly limits: TapLimits;
  readonly budget: HeldBudget;
  /** Milliseconds since the tap opened. */
  now(): number;
  /** Adds an event of the connection to the trace. */
  note(what: ConnectionEvent, direction?: Direction, detail?: string): void;
  /** Whether the trace also tells what belongs to WebSocket: the handshake, and text messages. */
  readonly tellsCarrier: boolean;
  /** That side begins to close the connection, by a frame of WebSocket. */
  closes(direction: Direction, detail: string): void;
  /** Called if the first packet of that direction is not MQTT. */
  isNotMqtt(direction: Direction): void;
  /** Closes both sides. Bytes that have passed still arrive. */
  cut(): void;
  freeze(): Frozen;
  /** Runs the action after `ms`, or when the connection closes before. */
  later(ms: number, action: () => void): void;
  /** The same in the own time of this process (`base/own-time.ts`). */
  laterInOwnTime(ms: number, action: () => void): void;
}
