import { columns } from './columns.ts';

/**
 * Wraps a text into lines of at most `width` cells, each but the first after `indent`. A line break in the text stays one. A longer
 * word, such as an address, is not cut.
 */
export const wrapped = (text: string, width: number, indent = '  '): string[] =>
  text.split('\n').flatMap((line, at) => wrappedLine(at === 0 ? line : `${indent}${line}`, width, indent));

function wrappedLine(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const phrase of phrasesOf(text)) {
    if (line.trim() !== '' && columns((line + phrase).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += phrase;
  }
  return [...lines, line.trimEnd()];
}

const japanese = new Intl.Segmenter('ja', { granularity: 'word' });

/** Kanji that the segmenter takes for words, and that end the word before them, e.g. of `1 通目`, `トピック名`, `送る側`. */
const suffix = /^[目名側先者用中的]$/u;
const endsInLetter = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]$/u;
/** A number belongs to its counter, e.g. `3 回`. */
const endsInNumber = /\d ?$/;
const beginsWithLetter = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * Splits a text into words together with what must not begin a line: spaces, punctuation, counters, suffixes, and particles and
 * endings in hiragana.
 * ASCII characters up to the next space are one word, such as an option or an address.
 */
function phrasesOf(text: string): string[] {
  const phrases: string[] = [];
  for (const run of text.match(/[\x21-\x7e]+|[^\x21-\x7e]+/g) ?? []) {
    const words = run > '\x7e' || run < '\x21' ? [...japanese.segment(run)] : [{ segment: run }];
    for (const { segment } of words) {
      const before = phrases.at(-1) ?? '';
      const hangs = /^[\s、。,.:;))」…]+$/u.test(segment) || /[((「]$/u.test(before);
      const ends = /^\p{Script=Hiragana}+$/u.test(segment) && !/[、。]$/.test(before);
      const isCounter = endsInNumber.test(before) && beginsWithLetter.test(segment);
      const isSuffix = suffix.test(segment) && endsInLetter.test(before);
      if (before !== '' && (hangs || ends || isCounter || isSuffix))
        phrases.push(`${phrases.pop()}${segment}`);
      else phrases.push(segment);
    }
  }
  return phrases;
}
