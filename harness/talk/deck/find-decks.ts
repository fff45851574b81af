import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { CannotRunError } from '../../base/errors.ts';
import { didYouMean } from '../../base/nearest.ts';
import { isFile } from '../../process/is-file.ts';
import { repositoryRoot } from '../../process/repository-root.ts';
import { requireCut } from './cut.ts';
import { readDeck } from './deck.ts';
import { fieldsOf } from './engine/front-matter.ts';
import { readSource } from './source.ts';

export const slidesFolder: string = path.join(repositoryRoot, 'slides');

/** Every deck in `slides/`: the talk and the user's own decks. */
export async function allDecks(folder: string = slidesFolder): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
  const files = names.map((name) => path.join(folder, name));
  return files.filter((file) => fieldsOf(readSource(file)).marp === 'true');
}

/** The talk in every available language. */
export const talkDecks = async (): Promise<string[]> =>
  (await allDecks()).filter((file) => /^mqtt\.[a-z]+\.md$/.test(path.basename(file)));

/** The named decks; without names, all. */
export async function decksNamed(words: readonly string[]): Promise<string[]> {
  if (words.length > 0) return words.map(deckAt);
  const decks = await allDecks();
  if (decks.length > 0) return decks;
  throw new CannotRunError(
    'no-deck',
    { en: 'there is no deck in slides/', ja: 'slides/ にスライドがありません' },
    {
      en: 'npm run present -- --new slides/my.md writes one to begin with',
      ja: 'npm run present -- --new slides/my.md で、たたき台ができます',
    },
  );
}

/**
 * Path of a deck as the user typed it: relative to the current folder, otherwise to the one where npm was called, because
 * npm changes to the package's folder.
 */
export function deckAt(word: string): string {
  const { INIT_CWD: called } = process.env;
  const here = path.resolve(word);
  if (called === undefined || isFile(here)) return here;
  const there = path.resolve(called, word);
  return isFile(there) ? there : here;
}

/**
 * A deck that exists and has that cut.
 * @throws CannotRunError `no-deck` or `unknown-cut`
 */
export async function requireDeck(deck: string, cut: string | undefined): Promise<void> {
  if (!isFile(deck)) throw await noDeck(deck);
  if (cut !== undefined) requireCut(readDeck(deck), cut);
}

async function noDeck(deck: string): Promise<CannotRunError> {
  const decks = (await allDecks()).map((file) => path.relative(process.cwd(), file));
  return new CannotRunError(
    'no-deck',
    { en: `there is no deck ${deck}`, ja: `${deck} というスライドはありません` },
    didYouMean(path.relative(process.cwd(), deck), decks),
  );
}
