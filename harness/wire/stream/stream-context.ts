import type { ConnectionEvent, Direction } from '../../protocol/packet.ts';
import type { FaultSet } from '../faults/fault-set.ts';
import type { Frozen } from '../faults/held-fault.ts';
import type { HeldBudget } from '../tap/held-budget.ts';
import type { TapLimits } from '../tap/limits.ts';
import type { Session } from '../tap/session.ts';
import type { EntryStore } from '../trace/bounded-trace.ts';

/** What a stream needs of the connection and the tap it belongs to. */
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
  /** Notes in the trace what happened to the connection. */
  note(what: ConnectionEvent, direction?: Direction, detail?: string): void;
  /** Not even the first packet of that direction was one of MQTT. */
  isNotMqtt(direction: Direction): void;
  /** Closes both sides. What has passed still arrives. */
  cut(): void;
  freeze(): Frozen;
  /** Runs it that many milliseconds later, unless the connection is gone by then. */
  later(ms: number, action: () => void): void;
}
