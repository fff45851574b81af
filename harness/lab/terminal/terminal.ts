import type { Language, Text } from '../../base/text.ts';
import { nameAndVersion } from '../../brokers/identity/name-and-version.ts';
import type { TraceEntry } from '../../protocol/packet.ts';
import { protocolName } from '../../protocol/statements.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import { LinePrinter } from '../../wire/print/print.ts';
import type { LabEvent } from '../events.ts';
import type { Matter } from '../matters.ts';
import type { Explained } from './narration/explained.ts';
import { Explanations } from './narration/explanations.ts';
import { countOf, type Folded, foldedOnTour, foldedWords } from './narration/folded-words.ts';
import { Folding, type Shown } from './narration/folding.ts';
import { Page } from './narration/page.ts';
import { Results } from './narration/results.ts';

/** The width of a terminal that does not tell its own. */
export const USUAL_WIDTH = 80;

export interface NarratorOptions {
  readonly language: Language;
  /** Called with whole lines, each ending in a newline. */
  readonly write: (line: string) => void;
  readonly colour: boolean;
  /** Shows packets as they cross the wire. */
  readonly packets: boolean;
  /** Folds no packet, and explains no word. */
  readonly all?: boolean;
  /** Whether every packet of this client is shown; default: of none. */
  readonly isWhole?: (client: string) => boolean;
  /** Columns of a line; default: 80. */
  readonly width?: number | undefined;
  /** How many labs are shown at a glance, one after another: claims that hold and steps take as few lines as they can. */
  readonly tour?: number | undefined;
  /** What is known of a lab by its name; default: nothing. */
  readonly about?: (lab: string, version: ProtocolVersion) => About;
}

/** What is known of a lab before it runs. */
export interface About {
  /** The parts of MQTT that it is about. Their packets are shown. */
  readonly matters: ReadonlySet<Matter>;
  /** Its clients. */
  readonly names: readonly string[];
  /** On a tour: steps of which only the title and the claims are shown. */
  readonly asides?: readonly number[];
}

const nothing: About = { matters: new Set(), names: [] };

type Start = Extract<LabEvent, { type: 'start' }>;

/** Shows a lab's events as a narration in one language. */
export function narrator(options: NarratorOptions): (event: LabEvent) => void {
  const narration = new Narration(options);
  return (event) => narration.tell(event);
}

class Narration {
  readonly #options: NarratorOptions;
  readonly #page: Page;
  readonly #results: Results;
  readonly #explanations: Explanations;
  #printer: LinePrinter;
  #folding = new Folding(new Set());
  #where = '';
  /** On a tour: the number of labs that are over, and of their packets that were not shown. */
  #labs = 0;
  #folded = 0;

  constructor(options: NarratorOptions) {
    const { language, write, colour, width = USUAL_WIDTH, tour } = options;
    this.#options = options;
    this.#page = new Page({ write, colour, width });
    this.#results = new Results(this.#page, language, tour !== undefined);
    this.#explanations = new Explanations(this.#page, language);
    this.#printer = new LinePrinter({ language, colour });
  }

  tell(event: LabEvent): void {
    if (event.type === 'packet') {
      this.#entry(event.entry);
      return;
    }
    // The run goes on, so the connections that were closed before were not closed by its end.
    if (event.type !== 'done' && event.type !== 'unsupported') this.#show(this.#folding.settle());
    if (event.type === 'start') this.#start(event);
    else if (event.type === 'step') this.#step(event.number, event.title);
    else if (event.type === 'done') this.#done();
    else this.#remark(event);
  }

  #remark(event: Exclude<LabEvent, { type: 'start' | 'step' | 'packet' | 'done' }>): void {
    const { language } = this.#options;
    if (event.type === 'note') this.#page.text(event.text[language], { indent: INDENT });
    if (event.type === 'unsupported') this.#results.unsupported(event);
    if (event.type === 'observation') this.#results.observation(event);
    if (event.type !== 'claim') return;
    const hasCited = this.#results.claim(event);
    this.#explain('claim');
    if (hasCited) this.#explain('statement');
  }

  #start({ lab, title, broker, protocolVersion, topicPrefix }: Start): void {
    const { language, colour, all = false, tour } = this.#options;
    const origin = broker.origin[language];
    const name = [nameAndVersion(broker), protocolName(protocolVersion)];
    const where = [...name, ...(tour === undefined ? [origin] : [])].join(' · ');
    this.#page.lines('', this.#page.paint('bold', `${lab}  ${title[language]}`));
    if (all || where !== this.#where) this.#page.text(where, { style: 'dim' });
    this.#where = where;
    const { matters, names, asides = [] } = this.#options.about?.(lab, protocolVersion) ?? nothing;
    this.#folding = new Folding(matters, tour === undefined ? undefined : asides, this.#options.isWhole);
    const shows = {
      stripPrefix: topicPrefix,
      properties: true,
      ids: all || matters.has('acknowledgements'),
      sizes: all || matters.has('sizes'),
    };
    this.#printer = new LinePrinter({ language, colour, ...shows }, names);
  }

  #step(number: number, title: Text): void {
    const { language, tour } = this.#options;
    const isTour = tour !== undefined;
    // Packets before the first step are counted with those of that step. A tour has one count, at its end.
    if (number > 1 && !isTour) this.#fold(this.#folding.take());
    this.#folding.begin(number);
    const lead = String(number);
    const lines = this.#page.lay(title[language], { lead, leadStyle: 'cyan' });
    this.#page.lines(...(isTour ? [] : ['']), ...lines);
  }

  #done(): void {
    this.#labs++;
    if (this.#options.tour === undefined) this.#fold(this.#folding.take());
    else this.#tour(countOf(this.#folding.take()));
    // Forgets the connections that the end of the run has closed, so that the next lab does not show them.
    this.#folding = new Folding(new Set());
  }

  #entry(entry: TraceEntry): void {
    if (!this.#options.packets) return;
    if (!this.#options.all) this.#show(this.#folding.see(entry));
    else if (entry.kind !== 'connection' || entry.what !== 'closed-by-tap') this.#show([{ entry }]);
  }

  #show(shown: readonly Shown[]): void {
    for (const { entry, late } of shown) {
      const remark = late === undefined ? undefined : ofStep(late)[this.#options.language];
      const lines = this.#printer.lines(entry, this.#page.width - INDENT, remark);
      if (lines.length === 0) continue;
      this.#page.lines(...lines.map((line) => ' '.repeat(INDENT) + line));
      if (entry.kind === 'packet') this.#explain('tap');
    }
  }

  #fold(folded: Folded): void {
    if (countOf(folded) === 0) return;
    this.#page.text(foldedWords(folded)[this.#options.language], { indent: INDENT, style: 'dim' });
    if (folded.fences > 0) this.#explain('fence');
  }

  /** Shows at the end of a tour how many packets were not shown. */
  #tour(folded: number): void {
    this.#folded += folded;
    if (this.#labs !== this.#options.tour || this.#folded === 0) return;
    this.#page.text(foldedOnTour(this.#folded)[this.#options.language], { indent: INDENT, style: 'dim' });
  }

  #explain(...words: readonly Explained[]): void {
    if (!this.#options.all) this.#explanations.tell(...words);
  }
}

/** How far packets are indented. */
const INDENT = 4;

const ofStep = (step: number): Text => ({ en: `(late, of step ${step})`, ja: `(ステップ ${step} の続き)` });
