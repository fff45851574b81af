import { styleText } from 'node:util';
import { columns, padded } from '../../base/columns.ts';
import { visible } from '../../base/visible.ts';
import type { ConnectionEntry, ConnectionEvent, PacketEntry, TraceEntry } from '../../protocol/packet.ts';
import { describePacket, type Role, type Wording } from './packet.ts';
import { type Cell, plain, rowsOf, type Style } from './rows.ts';
import { connectionWords, droppedWords, fateWords, grouped } from './words.ts';

export interface PrintOptions extends Wording {
  /** ANSI colours; default: false. */
  readonly colour?: boolean;
  /** Starts every line with the milliseconds since the tap opened. */
  readonly times?: boolean;
  /** Shows the bytes on the wire; default: true. */
  readonly sizes?: boolean;
  /** Between columns; default: two spaces. */
  readonly gap?: string;
}

const BROKER = 'broker';
const LONGEST_NAME = 24;
const GAP = '  ';
/** How far the second line of a packet is indented. */
const HANG = 6;
/** Signs between the two ends of a connection; a cross if it was not closed in good order. */
const signs: Readonly<Partial<Record<ConnectionEvent, string>>> = {
  thawed: '─',
  frozen: '‖',
  'not-mqtt': '─',
  'closed-by-client': '┄',
  'closed-by-broker': '┄',
  'closed-by-tap': '┄',
  upgrade: '─',
  upgraded: '─',
};
const roleStyles: Readonly<Record<Role, Style>> = {
  detail: 'none',
  flag: 'bold',
  topic: 'none',
  payload: 'green',
  problem: 'red',
};

/** Prints entries as they come, one line each. Columns grow with the widest entry so far. */
export class LinePrinter {
  readonly #options: PrintOptions;
  #name = columns(BROKER);
  #type = columns('PUBLISH');

  /** @param names display names known in advance, so that the first lines are aligned too */
  constructor(options: PrintOptions, names: Iterable<string> = []) {
    this.#options = options;
    for (const name of names) this.#seen(visible(name, LONGEST_NAME));
  }

  /**
   * One line without a line break, e.g. `publisher → broker  PUBLISH  qos 1  office/door  "open"  19 B`. Undefined for an opened
   * connection, because its CONNECT follows.
   */
  line(entry: TraceEntry): string | undefined {
    if (entry.kind === 'connection' && entry.what === 'opened') return undefined;
    return this.#cells(entry).map(this.#painted).join(this.#gap);
  }

  /**
   * The same in as many lines as it takes. All but the first are indented.
   * @param width the most columns of a line
   * @param remark follows in grey
   */
  lines(entry: TraceEntry, width: number, remark?: string): string[] {
    if (entry.kind === 'connection' && entry.what === 'opened') return [];
    const said = remark === undefined ? [] : [{ text: remark, style: 'dim' } as const];
    const cells = [...this.#cells(entry), ...said];
    const rows = rowsOf(cells, { width, gap: this.#gap, hang: HANG });
    if (rows.length > 1) {
      const close = closer(cells, this.#gap);
      if (columns(close.map(({ text }) => text).join(' ')) <= width)
        return [close.map(this.#painted).join(' ')];
    }
    return rows.map(
      (cells, number) => (number > 0 ? ' '.repeat(HANG) : '') + cells.map(this.#painted).join(this.#gap),
    );
  }

  /** The same in lines that fit into a terminal; in one line for a file or a pipe, which has no width. */
  linesFor(
    entry: TraceEntry,
    { isTTY, columns: width }: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>,
  ): string[] {
    if (isTTY && width > 0) return this.lines(entry, width);
    const line = this.line(entry);
    return line === undefined ? [] : [line];
  }

  #cells(entry: TraceEntry): Cell[] {
    const time = this.#options.times ? [plain(`${entry.at.toFixed(1).padStart(9)} ms`)] : [];
    if (entry.kind === 'packet') return [...time, ...this.#packet(entry)];
    if (entry.kind === 'connection') return [...time, ...this.#connection(entry)];
    const dropped = droppedWords(entry.packets, entry.bytes)[this.#options.language];
    return [...time, { text: dropped, style: 'yellow' }];
  }

  #packet(entry: PacketEntry): Cell[] {
    const client = visible(entry.client, LONGEST_NAME);
    this.#seen(client);
    this.#type = Math.max(this.#type, entry.type.length);
    const [from, to] = entry.direction === 'to-broker' ? [client, BROKER] : [BROKER, client];
    const said = describePacket(entry, this.#options).map(({ role, text }) => ({
      text,
      style: roleStyles[role],
    }));
    const size: Cell[] = [{ text: `${grouped(entry.size)} B`, style: 'dim' }];
    const more = [...said, ...(this.#options.sizes === false ? [] : size), ...this.#fate(entry)];
    const type = more.length === 0 ? entry.type : padded(entry.type, this.#type);
    return [plain(this.#ends(from, '→', to)), { text: type, style: 'cyan' }, ...more];
  }

  #fate({ fate }: PacketEntry): Cell[] {
    if (fate === 'passed') return [];
    const word = fateWords[fate][this.#options.language];
    return [fate === 'lost' ? { text: `✗ ${word}`, style: 'red' } : { text: `… ${word}`, style: 'yellow' }];
  }

  #connection({ client, what, detail }: ConnectionEntry): Cell[] {
    const name = visible(client, LONGEST_NAME);
    this.#seen(name);
    const sign = signs[what] ?? '✗';
    const word = connectionWords[what][this.#options.language];
    const more = detail === undefined ? '' : ` (${visible(detail, 100)})`;
    return [
      { text: this.#ends(name, sign, BROKER), style: 'yellow' },
      { text: word + more, style: 'yellow' },
    ];
  }

  #ends(from: string, sign: string, to: string): string {
    return `${padded(from, this.#name)} ${sign} ${padded(to, this.#name)}`;
  }

  get #gap(): string {
    return this.#options.gap ?? GAP;
  }

  #seen(name: string): void {
    this.#name = Math.max(this.#name, columns(name));
  }

  readonly #painted = ({ text, style }: Cell): string =>
    this.#options.colour ? styleText(style, text, { validateStream: false }) : text;
}

/** Cells that take less room, with one space between them: only sender and receiver stay in their column. */
const closer = ([ends = plain(''), ...rest]: readonly Cell[], gap: string): Cell[] => [
  { ...ends, text: `${ends.text}${gap.slice(1)}` },
  ...rest.map((cell) => ({ ...cell, text: cell.text.trimEnd() })),
];

/** All entries, one line each, in aligned columns. */
export function printTrace(trace: Iterable<TraceEntry>, options: PrintOptions): string {
  const entries = [...trace];
  const printer = new LinePrinter(options);
  for (const entry of entries) printer.line(entry);
  return entries
    .map((entry) => printer.line(entry))
    .filter((line) => line !== undefined)
    .map((line) => `${line}\n`)
    .join('');
}
