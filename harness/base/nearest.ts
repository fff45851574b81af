import { closest } from 'fastest-levenshtein';
import type { Text } from './text.ts';

/** Advice for a name that does not exist; `none` where there is nothing it could have been. */
export function didYouMean(word: string, names: readonly string[], none: Text): Text {
  if (names.length === 0) return none;
  const nearest = closest(word, [...names]);
  return { en: `did you mean ${nearest}?`, ja: `${nearest} のことでしょうか?` };
}
