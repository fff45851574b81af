import { closest, distance } from 'fastest-levenshtein';
import type { Text } from './text.ts';

/** The name nearest to a word, ignoring case; undefined if there are no names. */
export function nearest<N extends string>(word: string, names: readonly N[]): N | undefined {
  const found = closest(
    word.toLowerCase(),
    names.map((name) => name.toLowerCase()),
  );
  return names.find((name) => name.toLowerCase() === found);
}

/** Whether a word is close to one of the names. */
export function isNear(word: string, names: readonly string[]): boolean {
  const found = nearest(word, names);
  if (found === undefined) return false;
  return distance(word.toLowerCase(), found.toLowerCase()) <= Math.max(2, found.length / 2);
}

/** Names this short are near to too many others. */
const SHORTEST_MISSPELT = 5;

/** The name that a word misspells by a letter or two; undefined for a name, and for any other word. */
export function misspelling(word: string, names: readonly string[]): string | undefined {
  const found = nearest(word, names);
  if (found === undefined || names.includes(word) || word.length < SHORTEST_MISSPELT) return undefined;
  return distance(word.toLowerCase(), found.toLowerCase()) <= 2 ? found : undefined;
}

interface Wording {
  /** The advice if no name is close to the word. */
  readonly none?: Text;
  /** How a name is written, e.g. with `--` in front of it. */
  readonly written?: (name: string) => string;
  /** Further advice, in brackets. */
  readonly more?: Text;
}

/** Advice for a name that does not exist. */
export function didYouMean(
  word: string,
  names: readonly string[],
  { none = thereIsNone, written = (name) => name, more }: Wording = {},
): Text {
  const name = nearest(word, names);
  if (name === undefined) return none;
  const shown = written(name);
  return {
    en: `did you mean ${shown}?${more ? ` (${more.en})` : ''}`,
    ja: `${shown} のことでしょうか${more ? `(${more.ja})` : '?'}`,
  };
}

const thereIsNone: Text = { en: 'there is none', ja: '1 つもありません' };
