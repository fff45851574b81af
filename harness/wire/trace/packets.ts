import { same, type Text } from '../../base/text.ts';
import type { PacketEntry, PacketType, TraceEntry } from '../../protocol/packet.ts';
import { topicMatches } from '../../protocol/topic.ts';

export interface NextOptions {
  /** Milliseconds; default: the trace's patience. */
  readonly deadline?: number;
  /** What is awaited, for the message of a DeadlineError. */
  readonly awaiting?: Text;
  /** Only entries recorded after this one. */
  readonly after?: TraceEntry | undefined;
}

/** The entries to search: a trace. */
interface Entries extends Iterable<TraceEntry> {
  next<T extends TraceEntry>(fits: (entry: TraceEntry) => entry is T, options?: NextOptions): Promise<T>;
}

type Test = (entry: PacketEntry) => boolean;

/** The broker's name in `from` and `to`. */
const BROKER = 'broker';
const nothing = same('');
const anyPacket: Text = { en: 'a packet', ja: 'パケット' };

/**
 * The packets of a trace that pass every filter, e.g. `trace.from('publisher').of('PUBLISH').on('office/#')`. Each call also sees
 * the packets recorded since.
 */
export class Packets implements Iterable<PacketEntry> {
  readonly #trace: Entries;
  readonly #tests: readonly Test[];
  readonly #words: Text;
  readonly #what: Text;

  /**
   * @param words the filters in words, e.g. `to publisher`
   * @param what the packet in words, e.g. `PUBACK`
   */
  constructor(trace: Entries, tests: readonly Test[] = [], words = nothing, what = anyPacket) {
    this.#trace = trace;
    this.#tests = tests;
    this.#words = words;
    this.#what = what;
  }

  /** Sent by this client, or by `broker`; `fate` says whether it arrived. */
  from(name: string): Packets {
    const words = { en: `from ${name}`, ja: `${name} 発` };
    if (name === BROKER) return this.where((entry) => entry.direction === 'to-client', words);
    return this.where((entry) => entry.direction === 'to-broker' && entry.client === name, words);
  }

  /** Meant for this client, or for `broker`. */
  to(name: string): Packets {
    const words = { en: `to ${name}`, ja: `${name} 宛` };
    if (name === BROKER) return this.where((entry) => entry.direction === 'to-broker', words);
    return this.where((entry) => entry.direction === 'to-client' && entry.client === name, words);
  }

  of(...types: readonly PacketType[]): Packets {
    const names = types.join(' / ');
    const tests = [...this.#tests, (entry: PacketEntry) => types.includes(entry.type)];
    return new Packets(this.#trace, tests, this.#words, same(names));
  }

  /** PUBLISH whose topic matches the filter; topic aliases are resolved. */
  on(filter: string): Packets {
    return this.where(
      ({ type, fields }) =>
        type === 'PUBLISH' && topicMatches(filter, fields.topic || (fields.aliasedTopic ?? '')),
      { en: `on ${filter}`, ja: `トピック ${filter}` },
    );
  }

  /** PUBLISH with exactly this payload. */
  carrying(payload: string): Packets {
    const wanted = Buffer.from(payload);
    return this.where(
      ({ type, fields }) =>
        type === 'PUBLISH' &&
        fields.payloadLength === wanted.length &&
        wanted.equals(Buffer.from(fields.payload ?? [])),
      { en: `carrying "${payload}"`, ja: `中身 "${payload}"` },
    );
  }

  /** Lost on the tap. */
  lost(): Packets {
    return this.where((entry) => entry.fate === 'lost', { en: 'lost', ja: '消失' });
  }

  /** @param words the test in words, for the message of a DeadlineError */
  where(test: Test, words: Text): Packets {
    const both = { en: `${this.#words.en} ${words.en}`, ja: `${this.#words.ja}${words.ja} ` };
    return new Packets(this.#trace, [...this.#tests, test], both, this.#what);
  }

  *[Symbol.iterator](): Iterator<PacketEntry> {
    for (const entry of this.#trace) if (this.#passes(entry)) yield entry;
  }

  toArray(): PacketEntry[] {
    return [...this];
  }

  first(): PacketEntry | undefined {
    for (const entry of this) return entry;
    return undefined;
  }

  last(): PacketEntry | undefined {
    return this.toArray().at(-1);
  }

  get count(): number {
    return this.toArray().length;
  }

  /** Size of each on the wire, in bytes. */
  sizes(): number[] {
    return Array.from(this, ({ size }) => size);
  }

  /** Size of all on the wire, in bytes. */
  bytes(): number {
    return this.sizes().reduce((sum, size) => sum + size, 0);
  }

  /** Type of each, in order, e.g. `['PUBLISH', 'PUBACK']`. */
  types(): PacketType[] {
    return Array.from(this, ({ type }) => type);
  }

  /**
   * The first of these packets; waits for it if it is not recorded yet.
   * @throws DeadlineError that says what was awaited and what came last
   */
  next(options: Omit<NextOptions, 'awaiting'> = {}): Promise<PacketEntry> {
    const [words, what] = [this.#words, this.#what];
    const awaiting = { en: what.en + words.en, ja: words.ja + what.ja };
    return this.#trace.next((entry): entry is PacketEntry => this.#passes(entry), { ...options, awaiting });
  }

  #passes(entry: { readonly kind: string }): entry is PacketEntry {
    return isPacket(entry) && this.#tests.every((test) => test(entry));
  }
}

const isPacket = (entry: { readonly kind: string }): entry is PacketEntry => entry.kind === 'packet';
