import type { Text } from '../base/text.ts';
import { visible } from '../base/visible.ts';
import type { ConnectionEntry, ConnectionEvent, PacketEntry, TraceEntry } from '../protocol/packet.ts';
import { describePacket, type Piece } from '../wire/print/packet.ts';
import { connectionWords, droppedWords, fateWords, grouped } from '../wire/print/words.ts';
import { withoutSilent } from './client-names.ts';
import { lanesOf } from './lanes.ts';
import { Connection, type Lifespan } from './lifespans.ts';
import type { DiagramOptions } from './options.ts';
import { inOrder } from './participants.ts';
import { type Diagram, type Row, stops } from './rows.ts';

const nothingElse: Text = { en: 'check: nothing else came', ja: '確認: ほかには何も届かない' };
const inGoodOrder: readonly ConnectionEvent[] = ['closed-by-client', 'closed-by-broker', 'closed-by-tap'];
const endings: readonly ConnectionEvent[] = ['cut', 'broker-unreachable', ...inGoodOrder];

/** Turns a trace into participants, rows and lifespans. */
export function diagramOf(trace: Iterable<TraceEntry>, options: DiagramOptions): Diagram {
  const entries = withoutSilent([...trace]);
  const lanes = options.lanes ?? lanesOf(entries, options.participants);
  const rows = new Rows(lanes.names, options);
  const sections = [...(options.sections ?? [])].sort((a, b) => a.at - b.at);
  const end = endOfStory(entries, options);
  for (const [index, entry] of entries.entries()) {
    while (sections[0] !== undefined && sections[0].at <= entry.at) {
      rows.begin(visible(sections.shift()?.title[options.language] ?? ''));
    }
    rows.add(entry, index < end);
  }
  return {
    participants: inOrder(entries, lanes, options.broker),
    rows: rows.finish(),
    lifespans: rows.lifespans(),
  };
}

/** The number of entries to draw. What ends in good order after the last packet is left out. */
function endOfStory(entries: readonly TraceEntry[], { omit = [] }: DiagramOptions): number {
  const last = entries.findLastIndex((entry) => {
    if (entry.kind === 'packet') return !omit.includes(entry.type);
    return entry.kind === 'connection' && !inGoodOrder.includes(entry.what);
  });
  return last + 1;
}

class Rows {
  readonly #rows: Row[] = [];
  readonly #connections = new Map<number, Connection>();
  readonly #names: ReadonlyMap<number, string>;
  readonly #options: DiagramOptions;
  readonly #fences = new Set<string>();
  #heading: string | undefined;
  #beyond = 0;

  constructor(names: ReadonlyMap<number, string>, options: DiagramOptions) {
    this.#names = names;
    this.#options = options;
  }

  /** Begins a section. Its heading is drawn together with the first row below it, or not at all. */
  begin(heading: string): void {
    this.#heading = heading;
  }

  add(entry: TraceEntry, inStory: boolean): void {
    if (entry.kind === 'packet') this.#packet(entry);
    else if (entry.kind === 'connection') this.#connection(entry, inStory);
    else
      this.#push({ kind: 'wide', role: 'remark', text: this.#say(droppedWords(entry.packets, entry.bytes)) });
  }

  finish(): Row[] {
    const count = grouped(this.#beyond);
    const text = this.#say({ en: `… ${count} more not drawn`, ja: `… ほか ${count} 行は省略` });
    return this.#beyond === 0 ? this.#rows : [...this.#rows, { kind: 'wide', role: 'remark', text }];
  }

  lifespans(): Lifespan[] {
    const all = [...this.#connections.values()];
    return all.flatMap((connection, index) =>
      connection.lifespan(
        all.slice(index + 1).some((later) => later.appeared && later.client === connection.client),
      ),
    );
  }

  #packet(entry: PacketEntry): void {
    const { type, direction, fate, at } = entry;
    const connection = this.#of(entry);
    if (type !== 'CONNECT') connection.carries();
    if (type === 'DISCONNECT' && fate !== 'lost') connection.disconnected = true;
    const fence = this.#options.fences?.get(entry);
    if (fence !== undefined) {
      this.#fence(fence, entry);
      return;
    }
    if (this.#options.omit?.includes(type)) return;
    const { client } = connection;
    this.#push(
      { kind: 'message', at, client, direction, type, pieces: this.#pieces(entry), fate, entry },
      connection,
    );
  }

  /** One line for a fence, or for several in a row, at the place where it arrives: its arrival proves that nothing else came. */
  #fence(fence: string, { type, direction, fate }: PacketEntry): void {
    const arrives = type === 'PUBLISH' && direction === 'to-client' && !stops(fate);
    if (!arrives || this.#fences.has(fence)) return;
    this.#fences.add(fence);
    const last = this.#rows.at(-1);
    if (last?.kind === 'wide' && last.isCheck && this.#heading === undefined) return;
    this.#push({ kind: 'wide', role: 'remark', text: this.#say(nothingElse), isCheck: true });
  }

  #pieces(entry: PacketEntry): Piece[] {
    const { sizes, ids = false } = this.#options;
    const { fate, size } = entry;
    const pieces = describePacket(entry, { ...this.#options, ids });
    if (fate === 'delayed' || fate === 'duplicated')
      pieces.push({ role: 'flag', text: this.#say(fateWords[fate]) });
    if (sizes) pieces.push({ role: 'detail', text: `(${grouped(size)} B)` });
    return pieces;
  }

  #connection(entry: ConnectionEntry, inStory: boolean): void {
    const { what, detail, at } = entry;
    const connection = this.#of(entry);
    if (what === 'opened') {
      connection.opens(this.#next);
      return;
    }
    // After DISCONNECT, the end of the connection needs no row.
    const isUnannounced = !(connection.disconnected && inGoodOrder.includes(what));
    if (isUnannounced && inStory) {
      const text =
        this.#say(connectionWords[what]) + (detail === undefined ? '' : ` (${visible(detail, 40)})`);
      this.#push({ kind: 'event', at, client: connection.client, what, text }, connection);
    }
    if (what === 'frozen') connection.freezes();
    if (what === 'thawed') connection.thaws();
    const shown = isUnannounced || !this.#options.omit?.includes('DISCONNECT');
    if (endings.includes(what) && (inStory || (!isUnannounced && shown)))
      connection.ends(what, this.#next, shown);
  }

  #of({ connection }: { readonly connection: number }): Connection {
    const known = this.#connections.get(connection);
    if (known !== undefined) return known;
    const made = new Connection(this.#names.get(connection) ?? '?');
    this.#connections.set(connection, made);
    return made;
  }

  /** Index of the next row. A heading that comes before it is counted. */
  get #next(): number {
    return this.#rows.length + (this.#heading === undefined ? 0 : 1);
  }

  #push(row: Row, connection?: Connection): void {
    if (this.#rows.length >= (this.#options.maxRows ?? 200)) {
      this.#beyond++;
      return;
    }
    if (this.#heading !== undefined) this.#rows.push({ kind: 'wide', role: 'heading', text: this.#heading });
    this.#heading = undefined;
    connection?.appears(this.#rows.length);
    this.#rows.push(row);
  }

  #say(words: Text): string {
    return words[this.#options.language];
  }
}
