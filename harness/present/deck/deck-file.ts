import { stat } from 'node:fs/promises';
import path from 'node:path';
import { allDecks } from '../../../slides/build/build.ts';
import { repositoryRoot } from '../../../slides/build/repository.ts';
import { CannotRunError } from '../../errors.ts';
import type { Language } from '../../text.ts';

/**
 * The deck a person means: the file named, else the talk in this language.
 * @throws CannotRunError `no-deck`
 */
export async function deckFile(word: string | undefined, language: Language): Promise<string> {
  const file =
    word === undefined ? path.join(repositoryRoot, `slides/mqtt.${language}.md`) : path.resolve(word);
  if ((await stat(file).catch(() => undefined))?.isFile()) return file;
  const decks = (await allDecks()).map((deck) => path.relative(process.cwd(), deck)).join(', ');
  throw new CannotRunError(
    'no-deck',
    { en: `there is no deck ${file}`, ja: `${file} というスライドはありません` },
    { en: `there are: ${decks}`, ja: `あるのは ${decks} です` },
  );
}
