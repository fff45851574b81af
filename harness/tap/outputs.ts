import { writeFile } from 'node:fs/promises';
import type { Language, Text } from '../base/text.ts';
import { sequenceSvg } from '../diagram/svg.ts';
import { cannotWrite } from '../process/cannot-write.ts';
import type { TraceEntry } from '../protocol/packet.ts';
import { LinePrinter } from '../wire/print/print.ts';
import { recordedEntry } from '../wire/trace/recording.ts';
import { Capture } from './capture/capture.ts';
import { shownBy } from './filter.ts';
import { marked, Offences } from './marked.ts';
import { withoutSecrets } from './secrets.ts';

/** The most entries of a diagram. */
const MOST_DRAWN = 2_000;

export interface OutputOptions {
  readonly language: Language;
  readonly colour: boolean;
  /** Words of `--filter`. */
  readonly filter: readonly string[];
  /** One JSON object for each entry, instead of a line. */
  readonly json: boolean;
  /** The file of the diagram, and of the capture. */
  readonly svg: string | undefined;
  readonly write: string | undefined;
  /** The name of the broker in the diagram. */
  readonly broker: string;
  readonly print: (line: string) => void;
}

/** Everything that a tap tells: lines or JSON, a diagram, a capture. */
export class Outputs {
  readonly #options: OutputOptions;
  readonly #printer: LinePrinter;
  readonly #offences = new Offences();
  readonly #isShown: (entry: TraceEntry) => boolean;
  readonly #capture: Capture | undefined;
  readonly #drawn: TraceEntry[] = [];
  #left = 0;

  /** @throws CannotRunError `cannot-write`, `bad-option` */
  constructor(options: OutputOptions) {
    const { language, colour, filter, write } = options;
    this.#options = options;
    this.#printer = new LinePrinter({ language, colour, times: true, everything: true });
    this.#isShown = shownBy(filter);
    this.#capture = write === undefined ? undefined : captureTo(write);
  }

  /** Tells the next entry. The capture gets every one, because Wireshark filters by itself and needs each CONNECT. */
  add(entry: TraceEntry): void {
    const { language, json, svg, print } = this.#options;
    const offence = this.#offences.of(entry);
    this.#capture?.add(entry);
    if (!this.#isShown(entry)) return;
    const told = marked(entry, offence, language);
    if (svg !== undefined) this.#keep(told);
    if (json) print(JSON.stringify({ ...plain(entry), ...(offence && { offence }) }));
    else {
      const line = this.#printer.line(told);
      if (line !== undefined) print(line);
    }
  }

  /** Writes what is only complete now. @returns what was written, in words */
  async finish(): Promise<Text[]> {
    const { svg, write } = this.#options;
    const files: string[] = [];
    this.#capture?.close();
    if (write !== undefined) files.push(write);
    if (svg !== undefined) {
      await writeFile(svg, this.#drawing()).catch((cause) => {
        throw cannotWrite(svg, cause);
      });
      files.push(svg);
    }
    const more = {
      en: `${this.#left} entries were too many for the diagram`,
      ja: `図に入らなかったもの: ${this.#left} 件`,
    };
    return [
      ...files.map((file) => ({ en: `written: ${file}`, ja: `書き出しました: ${file}` })),
      ...(this.#left > 0 ? [more] : []),
    ];
  }

  #keep(entry: TraceEntry): void {
    if (this.#drawn.length < MOST_DRAWN) this.#drawn.push(entry);
    else this.#left++;
  }

  #drawing(): string {
    const { language, broker } = this.#options;
    return sequenceSvg(this.#drawn, { language, broker, ids: true, maxRows: MOST_DRAWN, repeatNames: true });
  }
}

/** Bytes are complete, so that they can be replayed; a payload is cut to its beginning. */
function plain(entry: TraceEntry) {
  if (entry.kind !== 'packet') return recordedEntry(entry);
  return recordedEntry({ ...entry, bytes: withoutSecrets(entry) }, { packetBytes: entry.bytes.length });
}

function captureTo(file: string): Capture {
  try {
    return new Capture(file);
  } catch (cause) {
    throw cannotWrite(file, cause);
  }
}
