import { styleText } from 'node:util';
import { columns } from '../../../base/columns.ts';
import { wrapped } from '../../../base/wrapped.ts';

export type Style = Parameters<typeof styleText>[0];

interface PageOptions {
  readonly write: (line: string) => void;
  readonly colour: boolean;
  readonly width: number;
}

interface Look {
  /** Spaces before every line. */
  readonly indent?: number;
  readonly style?: Style;
  /** A sign or a word before the text, with its own colour; the other lines begin below the text. */
  readonly lead?: string;
  readonly leadStyle?: Style;
}

/** Where a narration is written, in lines that fit. */
export class Page {
  readonly #options: PageOptions;

  constructor(options: PageOptions) {
    this.#options = options;
  }

  get width(): number {
    return this.#options.width;
  }

  paint(style: Style, text: string): string {
    return this.#options.colour ? styleText(style, text, { validateStream: false }) : text;
  }

  /** Lines as they are, written at once. */
  lines(...lines: readonly string[]): void {
    this.#options.write(lines.map((line) => `${line}\n`).join(''));
  }

  /** A text in as many lines as it takes. */
  text(text: string, look: Look = {}): void {
    this.lines(...this.lay(text, look));
  }

  /** The lines that `text` writes. */
  lay(text: string, { indent = 0, style = 'none', lead, leadStyle = 'none' }: Look): string[] {
    const before = lead === undefined ? 0 : columns(lead) + 1;
    const lines = wrapped(text, this.width - indent - before, '').map((line) => this.paint(style, line));
    const margin = ' '.repeat(indent);
    const first = lead === undefined ? margin : `${margin}${this.paint(leadStyle, lead)} `;
    return lines.map((line, number) => (number === 0 ? first : margin + ' '.repeat(before)) + line);
  }
}
