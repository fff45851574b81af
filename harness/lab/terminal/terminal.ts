import { styleText } from 'node:util';
import type { Language, Text } from '../../base/text.ts';
import type { Recognised } from '../../brokers/deviations/recognise.ts';
import { deviationWords } from '../../brokers/deviations/words.ts';
import { nameAndVersion } from '../../brokers/identity/name-and-version.ts';
import type { TraceEntry } from '../../protocol/packet.ts';
import { protocolName } from '../../protocol/statements.ts';
import { LinePrinter } from '../../wire/print/print.ts';
import { isUnexpected, type JudgedClaim, type LabEvent, type UnsupportedClaim } from '../events.ts';
import { marks, type Verdict, verdictOf } from '../verdict.ts';
import { seenLines } from './seen-lines.ts';

type Style = Parameters<typeof styleText>[0];

export interface NarratorOptions {
  readonly language: Language;
  /** Called with whole lines, each ending in a newline. */
  readonly write: (line: string) => void;
  readonly colour: boolean;
  /** Shows packets as they cross the wire. */
  readonly packets: boolean;
}

const words = { expected: { en: 'expected', ja: '期待' }, seen: { en: 'seen', ja: '実際' } };
const unsupported: Text = { en: 'unsupported', ja: '非対応' };
const colours: Readonly<Record<Verdict, Style>> = { holds: 'green', broken: 'red', known: 'yellow' };

/** Shows a lab's events as a narration in one language. */
export function narrator({ language, write, colour, packets }: NarratorOptions): (event: LabEvent) => void {
  const paint = (style: Style, text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const line = (text = '') => write(`${text}\n`);
  let printer = new LinePrinter({ language, colour });

  const sentence = (mark: string, { says, id, statements }: Omit<UnsupportedClaim, 'why'>) => {
    line(`  ${mark} ${says[language]}`);
    line(`    ${paint('dim', [id, ...statements].join(' · '))}`);
  };

  const claim = (judged: JudgedClaim) => {
    const verdict = verdictOf(judged);
    sentence(paint(colours[verdict], marks[verdict]), judged);
    if (judged.deviation)
      line(
        `      ${paint(isUnexpected(judged) ? 'red' : 'yellow', deviationLine(judged.deviation)[language])}`,
      );
    for (const [what, value] of seenLines(judged, language)) {
      const isBroken = what === 'seen' && judged.result === 'broken';
      line(`      ${words[what][language]}: ${isBroken ? paint('red', value) : value}`);
    }
  };

  return (event) => {
    switch (event.type) {
      case 'start': {
        const broker = nameAndVersion(event.broker);
        const where = [broker, protocolName(event.protocolVersion), event.broker.origin[language]];
        line(`\n${paint('bold', `${event.lab}  ${event.title[language]}`)}`);
        line(paint('dim', where.join(' · ')));
        printer = new LinePrinter({ language, colour, stripPrefix: event.topicPrefix });
        break;
      }
      case 'step':
        line(`\n${paint('cyan', String(event.number))} ${event.title[language]}`);
        break;
      case 'note':
        line(`    ${event.text[language]}`);
        break;
      case 'packet':
        if (packets && isWorthALine(event.entry)) line(`    ${printer.line(event.entry)}`);
        break;
      case 'claim':
        claim(event);
        break;
      case 'unsupported':
        sentence(paint('yellow', marks.unsupported), event);
        line(`      ${paint('yellow', `${unsupported[language]}: ${event.why[language]}`)}`);
        break;
      case 'observation':
        line(`  ${paint('yellow', '•')} ${event.says[language]}: ${JSON.stringify(event.seen)}`);
        break;
    }
  };
}

/** Leaves out the opening of a connection, which its CONNECT shows, and the end of the tap with the lab. */
const isWorthALine = (entry: TraceEntry): boolean =>
  entry.kind !== 'connection' || (entry.what !== 'opened' && entry.what !== 'closed-by-tap');

const deviationLine = (deviation: Recognised): Text => {
  const words = deviationWords(deviation);
  const { does, statement, link } = deviation;
  return {
    en: `${words.en}: ${does.en} [${statement}] ${link}`,
    ja: `${words.ja}: ${does.ja} [${statement}] ${link}`,
  };
};
