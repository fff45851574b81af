import type { TraceEntry } from '../../protocol/packet.ts';
import type { EntryStore } from './bounded-trace.ts';

/** Where entries of a tap go that nobody wants to look back at: each is told of once, and none is kept. */
export class PassingTrace implements EntryStore {
  readonly entries: readonly TraceEntry[] = [];
  readonly full = false;
  readonly #tell: (entry: TraceEntry) => void;

  constructor(tell: (entry: TraceEntry) => void) {
    this.#tell = tell;
  }

  add(entry: TraceEntry): void {
    this.#tell(entry);
  }

  /** Never called: it is not full. */
  dropPacket(): void {}
}
