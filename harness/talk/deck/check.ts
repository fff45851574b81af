import type { Text } from '../../base/text.ts';
import { DeckMarp } from './engine/deck-marp.ts';
import { languageOf } from './language.ts';
import { readSource } from './source.ts';

/**
 * Checks a deck as the conversion will read it, because marp-cli ignores most errors.
 * @returns warnings that do not stop the conversion, with file and line
 * @throws CannotRunError `broken-deck` with file and, if known, line
 */
export function checkDeck(deck: string): readonly Text[] {
  const source = readSource(deck);
  const marp = new DeckMarp({ deck, language: languageOf(deck, source), marp: { script: false } });
  marp.render(source);
  return marp.notices;
}
