import path from 'node:path';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import { allDecks } from '../../../harness/talk/deck/build.ts';
import { readDeck } from '../../../harness/talk/deck/deck.ts';

export const slidesFolder = path.join(repositoryRoot, 'slides');

/** The talk in each of its languages. */
export const decks = (await allDecks()).map(readDeck);
