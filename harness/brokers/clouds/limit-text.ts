import { same, type Text } from '../../base/text.ts';
import type { Fact } from './fact.ts';
import type { CloudLimits } from './limits.ts';
import { type LimitName, limitWords, type Words } from './words.ts';

/** One limit of a cloud as a cell of a table; undefined if its makers say nothing about it that we have read. */
export function limitValue<K extends LimitName>(limits: CloudLimits, name: K): Text | undefined {
  const fact = limits[name];
  if (fact === undefined) return undefined;
  // The compiler cannot see that fact and words have the same K.
  const { shows } = limitWords[name] as unknown as Words<unknown>;
  return shows(fact.value);
}

/** `filters in a SUBSCRIBE: 8`. */
export function limitText(limits: CloudLimits, name: LimitName): Text {
  const { title } = limitWords[name];
  const value = limitValue(limits, name) ?? same('?');
  return { en: `${title.en}: ${value.en}`, ja: `${title.ja}: ${value.ja}` };
}

/** Where a fact was read. */
export function sourceText({ page, read, copyFrom, asQuoted }: Fact<unknown>): Text {
  const copy =
    copyFrom === undefined
      ? { en: '', ja: '' }
      : { en: `, a copy of ${copyFrom}`, ja: `、${copyFrom} の写し` };
  const quoted = asQuoted ? { en: ', as quoted', ja: '、引用による' } : { en: '', ja: '' };
  return {
    en: `${page} (read ${read}${copy.en}${quoted.en})`,
    ja: `${page} (${read} 閲覧${copy.ja}${quoted.ja})`,
  };
}
