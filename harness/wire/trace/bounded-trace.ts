import type { DroppedEntry, PacketFields, TraceEntry } from '../../protocol/packet.ts';
import type { TapLimits } from '../tap/limits.ts';

/** Takes the entries of a tap. */
export interface EntryStore {
  readonly entries: readonly TraceEntry[];
  /** Whether the trace is full, so that no more entries need to be made. */
  readonly full: boolean;
  add(entry: TraceEntry): void;
  /** Counts a packet that came when the trace was full. */
  dropPacket(at: number, size: number): void;
}

type Counts = { -readonly [Name in keyof DroppedEntry]: DroppedEntry[Name] };

/** The approximate overhead in bytes of an entry, and of each item of a list in a packet. */
const entryWeight = 400;
const itemWeight = 100;

function weightOf(entry: TraceEntry): number {
  return entry.kind === 'packet'
    ? entryWeight + entry.bytes.length + itemWeight * itemsIn(entry.fields)
    : entryWeight;
}

function itemsIn({ properties, subscriptions, filters, granted }: PacketFields): number {
  const userProperties = properties?.userProperties;
  const pairs = typeof userProperties === 'object' && userProperties ? Object.keys(userProperties).length : 0;
  return pairs + (subscriptions?.length ?? 0) + (filters?.length ?? 0) + (granted?.length ?? 0);
}

/**
 * The first entries of a tap, as many as the limits allow. Later packets are counted in a last entry of kind `dropped`. Listeners
 * get this entry once; its counts go on growing.
 */
export class BoundedTrace implements EntryStore {
  readonly entries: TraceEntry[] = [];
  readonly #limits: TapLimits;
  readonly #tell: (entry: TraceEntry) => void;
  #weight = 0;
  #dropped: Counts | undefined;

  constructor(limits: TapLimits, tell: (entry: TraceEntry) => void) {
    this.#limits = limits;
    this.#tell = tell;
  }

  get full(): boolean {
    return this.#dropped !== undefined;
  }

  add(entry: TraceEntry): void {
    this.#weight += weightOf(entry);
    const fits = this.entries.length < this.#limits.entries && this.#weight <= this.#limits.traceBytes;
    if (fits && !this.full) {
      this.entries.push(entry);
      this.#tell(entry);
    } else if (entry.kind === 'packet') this.dropPacket(entry.at, entry.size);
    else this.#drop(entry.at).connections++;
  }

  dropPacket(at: number, size: number): void {
    const dropped = this.#drop(at);
    dropped.packets++;
    dropped.bytes += size;
  }

  #drop(at: number): Counts {
    if (!this.#dropped) {
      this.#dropped = { kind: 'dropped', at, packets: 0, bytes: 0, connections: 0 };
      this.entries.push(this.#dropped);
      this.#tell(this.#dropped);
    }
    return this.#dropped;
  }
}
