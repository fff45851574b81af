import type { Text } from '../../base/text.ts';
import { DeckMarp } from './engine/deck-marp.ts';
import { languageOf } from './language.ts';
import { readSource } from './source.ts';

/**
 * Reads a deck the way the conversion will, because marp-cli passes over most of what is wrong in one.
 * @returns what does not stop the conversion, and should be known; with file and line
 * @throws CannotRunError `broken-deck` with file and, where there is one, line
 */
export function checkDeck(deck: string): readonly Text[] {
  const source = readSource(deck);
  const marp = new DeckMarp({ deck, language: languageOf(deck, source), marp: { script: false } });
  marp.render(source);
  return marp.notices;
}
