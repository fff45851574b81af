import { fixedPatience, type Patience } from '../../base/patience.ts';
import type { Text } from '../../base/text.ts';
import type { PacketType, TraceEntry } from '../../protocol/packet.ts';
import { printTrace } from '../print/print.ts';
import { type Handshake, handshakes } from './handshakes.ts';
import { type NextOptions, Packets } from './packets.ts';

type Predicate = (entry: TraceEntry) => boolean;

const LAST_SHOWN = 3;

/** The entries of a tap in order, with queries for labs and claims. */
export class Trace implements Iterable<TraceEntry> {
  readonly #entries: TraceEntry[] = [];
  readonly #watchers = new Set<(entry: TraceEntry) => void>();
  readonly #patience: Patience;

  constructor(entries: Iterable<TraceEntry> = [], patience = fixedPatience()) {
    this.#patience = patience;
    for (const entry of entries) this.add(entry);
  }

  /** Adds an entry, e.g. by a tap's `onEntry: (entry) => trace.add(entry)`. */
  add(entry: TraceEntry): void {
    this.#entries.push(entry);
    for (const watcher of [...this.#watchers]) watcher(entry);
  }

  [Symbol.iterator](): Iterator<TraceEntry> {
    return this.#entries.values();
  }

  get length(): number {
    return this.#entries.length;
  }

  /** Calls the watcher with every new entry, until disposed of. */
  watch(watcher: (entry: TraceEntry) => void): Disposable {
    const own = (entry: TraceEntry) => watcher(entry);
    this.#watchers.add(own);
    return {
      [Symbol.dispose]: () => {
        this.#watchers.delete(own);
      },
    };
  }

  packets(): Packets {
    return new Packets(this);
  }

  /** @see Packets.from */
  from(name: string): Packets {
    return this.packets().from(name);
  }

  /** @see Packets.to */
  to(name: string): Packets {
    return this.packets().to(name);
  }

  /** @see Packets.of */
  of(...types: readonly PacketType[]): Packets {
    return this.packets().of(...types);
  }

  /** @see Packets.on */
  on(filter: string): Packets {
    return this.packets().on(filter);
  }

  /** The QoS 1 and QoS 2 deliveries, each with its packets in order, in the order they began. */
  handshakes(): Handshake[] {
    return handshakes(this.packets());
  }

  /**
   * The first entry that passes the test; waits for it if it is not recorded yet.
   * @throws DeadlineError that says what was awaited and what came last
   */
  next<T extends TraceEntry>(fits: (entry: TraceEntry) => entry is T, options?: NextOptions): Promise<T>;
  next(fits: Predicate, options?: NextOptions): Promise<TraceEntry>;
  async next(fits: Predicate, options: NextOptions = {}): Promise<TraceEntry> {
    const { deadline, after } = options;
    const begin = after === undefined ? 0 : this.#entries.indexOf(after) + 1;
    const present = this.#entries.slice(begin).find(fits);
    if (present !== undefined) return present;

    const { promise, resolve, reject } = Promise.withResolvers<TraceEntry>();
    using _watch = this.watch((entry) => {
      try {
        if (fits(entry)) resolve(entry);
      } catch (error) {
        reject(error);
      }
    });
    return await this.#patience.until(promise, this.#awaited(options.awaiting), deadline);
  }

  /** Made when the deadline has passed, so that it describes that moment. */
  #awaited(awaiting: Text = { en: 'a trace entry', ja: 'トレースの項目' }): Text {
    const recorded = () => this.#entries.slice(-LAST_SHOWN);
    const tail = (language: 'en' | 'ja') => printTrace(recorded(), { language }).trimEnd();
    return {
      get en() {
        return `${awaiting.en}; ${recorded().length === 0 ? 'the trace is empty' : `the trace ends with\n${tail('en')}`}`;
      },
      get ja() {
        return `${awaiting.ja} (${recorded().length === 0 ? 'トレースは空です' : `トレースの最後:\n${tail('ja')}`})`;
      },
    };
  }
}
