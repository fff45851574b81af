import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { closest } from 'fastest-levenshtein';
import { CannotRunError } from '../../harness/errors.ts';
import { checkDeck } from './check.ts';
import { convert } from './marp.ts';

const slidesFolder = path.resolve(import.meta.dirname, '..');

/** The files a deck became. */
export interface BuiltDeck {
  readonly html: string;
  /** `undefined` where no browser was found to print it. */
  readonly pdf: string | undefined;
}

/** The talk in every language it exists in. */
export async function allDecks(): Promise<string[]> {
  const names = await readdir(slidesFolder);
  return names.filter((name) => /^mqtt\.[a-z]+\.md$/.test(name)).map((name) => path.join(slidesFolder, name));
}

/**
 * Writes a deck as HTML that works by itself and, where there is a browser, as PDF with outlines and speaker notes.
 * @throws CannotRunError `no-deck`, `broken-deck`, `cannot-write` or `marp-failed`
 */
export async function buildDeck(deck: string, folder: string): Promise<BuiltDeck> {
  if (!(await stat(deck).catch(() => undefined))?.isFile()) throw await noDeck(deck);
  await checkDeck(deck);
  const name = path.basename(deck, '.md');
  const html = path.join(folder, `${name}.html`);
  const pdf = path.join(folder, `${name}.pdf`);
  await makeRoom(folder, [html, pdf]);
  await convert(deck, html, []);
  const printed = await convert(deck, pdf, ['--pdf', '--pdf-notes', '--pdf-outlines']);
  return { html, pdf: printed ? pdf : undefined };
}

/** An old file must not pass for one of this build, and a folder that takes none is better known before than after. */
async function makeRoom(folder: string, files: readonly string[]): Promise<void> {
  try {
    await makeFolder(folder);
    for (const file of files) {
      await writeFile(file, '');
      await rm(file);
    }
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new CannotRunError(
      'cannot-write',
      { en: `cannot write to ${folder} (${reason})`, ja: `${folder} に書き込めません(${reason})` },
      { en: 'choose another folder with --out', ja: '--out で別のフォルダーを選んでください' },
      { cause },
    );
  }
}

/** Not `recursive: true`: that never ends where a folder cannot be made under one that is there, as in /proc. */
async function makeFolder(folder: string): Promise<void> {
  const error: unknown = await mkdir(folder).catch((thrown: unknown) => thrown);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') {
    await makeFolder(path.dirname(folder));
    await mkdir(folder);
  } else if (error !== undefined && code !== 'EEXIST') throw error;
}

async function noDeck(deck: string): Promise<CannotRunError> {
  const decks = (await allDecks()).map((file) => path.relative(process.cwd(), file));
  const nearest = closest(path.relative(process.cwd(), deck), decks);
  return new CannotRunError(
    'no-deck',
    { en: `there is no deck ${deck}`, ja: `${deck} というスライドはありません` },
    { en: `did you mean ${nearest}?`, ja: `${nearest} のことでしょうか?` },
  );
}
