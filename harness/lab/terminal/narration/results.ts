import { stripVTControlCharacters } from 'node:util';
import { columns } from '../../../base/columns.ts';
import type { Language, Text } from '../../../base/text.ts';
import type { Recognised } from '../../../brokers/deviations/recognise.ts';
import { deviationWords } from '../../../brokers/deviations/words.ts';
import { isUnexpected, type JudgedClaim, type Observation, type UnsupportedClaim } from '../../events.ts';
import { marks, type Verdict, verdictOf } from '../../verdict.ts';
import { seenLines } from '../seen-lines.ts';
import type { Page, Style } from './page.ts';
import { valueWords } from './value.ts';

const words = { expected: { en: 'expected', ja: '期待' }, seen: { en: 'seen', ja: '実際' } };
const unsupported: Text = { en: 'unsupported', ja: '非対応' };
const colours: Readonly<Record<Verdict, Style>> = {
  holds: 'green',
  broken: 'red',
  known: 'yellow',
};

/** Writes what a run found out. */
export class Results {
  readonly #page: Page;
  readonly #language: Language;
  readonly #compact: boolean;

  /** @param compact a claim that holds takes one line where that fits */
  constructor(page: Page, language: Language, compact: boolean) {
    this.#page = page;
    this.#language = language;
    this.#compact = compact;
  }

  /** @returns whether the id of a statement was shown */
  claim(judged: JudgedClaim): boolean {
    const verdict = verdictOf(judged);
    const isShort = this.#compact && judged.result === 'holds';
    const hasCited = this.#sentence(marks[verdict], colours[verdict], judged, isShort);
    const { deviation } = judged;
    if (deviation)
      this.#detail(deviationLine(deviation)[this.#language], isUnexpected(judged) ? 'red' : 'yellow');
    if (isShort) return hasCited;
    for (const [what, value] of seenLines(judged, this.#language)) {
      const isBroken = what === 'seen' && judged.result === 'broken';
      this.#value(words[what][this.#language], value, isBroken ? 'red' : 'none');
    }
    return hasCited;
  }

  unsupported(claim: UnsupportedClaim): void {
    this.#sentence(marks.unsupported, 'yellow', claim, false);
    const { [this.#language]: word } = unsupported;
    this.#detail(`${word}: ${claim.why[this.#language]}`, 'yellow');
  }

  observation({ says, seen: value }: Observation): void {
    const text = `${says[this.#language]}: ${valueWords(value)}`;
    this.#page.text(text, { indent: 2, lead: '•', leadStyle: 'yellow' });
  }

  #sentence(
    mark: string,
    colour: Style,
    { says, id, statements }: Omit<UnsupportedClaim, 'why'>,
    short: boolean,
  ): boolean {
    const page = this.#page;
    const lines = page.lay(says[this.#language], { indent: 2, lead: mark, leadStyle: colour });
    const [first, ...more] = statements;
    const reference = first === undefined ? '' : `  ${first}${more.length > 0 ? ' …' : ''}`;
    const last = columns(stripVTControlCharacters(lines.at(-1) ?? '')) + columns(reference);
    const fits = last <= page.width;
    if (short && fits) lines.push(`${lines.pop()}${page.paint('dim', reference)}`);
    page.lines(...lines);
    if (!short) page.text([id, ...statements].join(' · '), { indent: 4, style: 'dim' });
    return first !== undefined && (fits || !short);
  }

  #detail(text: string, style: Style): void {
    this.#page.text(text, { indent: 6, style });
  }

  #value(word: string, value: string, style: Style): void {
    const [first = '', ...more] = value.split('\n');
    this.#page.text(first, { indent: 6, lead: `${word}:`, style });
    // The packets before a deadline.
    for (const line of more) this.#page.text(line.trim(), { indent: 8, style });
  }
}

const deviationLine = (deviation: Recognised): Text => {
  const words = deviationWords(deviation);
  const { does, statement, link } = deviation;
  return {
    en: `${words.en}: ${does.en} [${statement}] ${link}`,
    ja: `${words.ja}: ${does.ja} [${statement}] ${link}`,
  };
};
