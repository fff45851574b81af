import { styleText } from 'node:util';
import { columns, padded } from '../../base/columns.ts';
import { visible } from '../../base/visible.ts';
import type { ConnectionEntry, ConnectionEvent, PacketEntry, TraceEntry } from '../../protocol/packet.ts';
import { describePacket, type Role, type Wording } from './packet.ts';
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

type Style = Parameters<typeof styleText>[0];

const BROKER = 'broker';
const LONGEST_NAME = 24;
const GAP = '  ';
/** Signs between the two ends of a connection; a cross if it was not closed in good order. */
const signs: Readonly<Partial<Record<ConnectionEvent, string>>> = {
  thawed: '─',
  frozen: '‖',
  'not-mqtt': '─',
  'closed-by-client': '┄',
  'closed-by-broker': '┄',
  'closed-by-tap': '┄',
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
    const time = this.#options.times ? `${entry.at.toFixed(1).padStart(9)} ms${this.#gap}` : '';
    if (entry.kind === 'packet') return time + this.#packet(entry);
    if (entry.kind === 'connection') return time + this.#connection(entry);
    return time + this.#styled('yellow', droppedWords(entry.packets, entry.bytes)[this.#options.language]);
  }

  #packet(entry: PacketEntry): string {
    const client = visible(entry.client, LONGEST_NAME);
    this.#seen(client);
    this.#type = Math.max(this.#type, entry.type.length);
    const [from, to] = entry.direction === 'to-broker' ? [client, BROKER] : [BROKER, client];
    const said = describePacket(entry, this.#options).map(({ role, text }) =>
      this.#styled(roleStyles[role], text),
    );
    return [
      this.#ends(from, '→', to),
      this.#styled('cyan', padded(entry.type, this.#type)),
      ...said,
      ...(this.#options.sizes === false ? [] : [this.#styled('dim', `${grouped(entry.size)} B`)]),
      ...this.#fate(entry),
    ].join(this.#gap);
  }

  #fate({ fate }: PacketEntry): string[] {
    if (fate === 'passed') return [];
    const word = fateWords[fate][this.#options.language];
    return [fate === 'lost' ? this.#styled('red', `✗ ${word}`) : this.#styled('yellow', `… ${word}`)];
  }

  #connection({ client, what, detail }: ConnectionEntry): string {
    const name = visible(client, LONGEST_NAME);
    this.#seen(name);
    const sign = signs[what] ?? '✗';
    const word = connectionWords[what][this.#options.language];
    const more = detail === undefined ? '' : ` (${visible(detail, 60)})`;
    return this.#styled('yellow', this.#ends(name, sign, BROKER) + this.#gap + word + more);
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

  #styled(style: Style, text: string): string {
    return this.#options.colour ? styleText(style, text, { validateStream: false }) : text;
  }
}

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
