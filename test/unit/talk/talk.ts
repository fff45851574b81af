import path from 'node:path';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import { readDeck } from '../../../harness/talk/deck/deck.ts';
import { talkDecks } from '../../../harness/talk/deck/find-decks.ts';

export const slidesFolder = path.join(repositoryRoot, 'slides');

/** The talk in each of its languages. */
export const decks = (await talkDecks()).map(readDeck);
