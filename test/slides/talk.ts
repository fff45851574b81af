import path from 'node:path';
import { allDecks } from '../../slides/build/build.ts';
import { readDeck } from '../../slides/build/deck.ts';

export const slidesFolder = path.resolve(import.meta.dirname, '../../slides');

/** The talk in each of its languages. */
export const decks = (await allDecks()).map(readDeck);
