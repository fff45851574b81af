import { rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import pLimit from 'p-limit';
import type { Text } from '../../base/text.ts';
import { cannotWriteTo } from '../../process/cannot-write.ts';
import { makeFolder } from '../../process/make-folder.ts';
import { checkDeck } from './check.ts';
import { drawDeck, type Written } from './draw.ts';
import { requireDeck } from './find-decks.ts';
import { launchBrowser } from './formats/browser.ts';
import { writeHtml } from './marp.ts';

export interface BuildOptions {
  /** Only the slides of this shorter talk. */
  readonly cut?: string | undefined;
  /** Whether the PDF contains the speaker notes as annotations, an icon on each page. */
  readonly pdfNotes?: boolean | undefined;
}

/** What a build wrote. */
export interface Built {
  readonly files: readonly Written[];
  /** Whether a browser was found. Without one, only HTML is written. */
  readonly browser: boolean;
  /** Warnings about the decks, with their lines. */
  readonly notices: readonly Text[];
}

const formats = ['html', 'pdf', 'png', 'pptx'];

/**
 * Writes decks as self-contained HTML and, if there is a browser, as PDF with outlines, as PPTX with speaker notes, and
 * their covers as PNG. One browser draws them all; as many conversions run at once as there are processors.
 * @throws CannotRunError `no-deck`, `broken-deck`, `unknown-cut`, `cannot-write`, `marp-failed` or `browser-failed`
 */
export async function buildDecks(
  decks: readonly string[],
  folder: string,
  { cut, pdfNotes = false }: BuildOptions = {},
): Promise<Built> {
  for (const deck of decks) await requireDeck(deck, cut);
  const notices = decks.flatMap(checkDeck);
  const cutEnding = cut === undefined ? '' : `.${cut}`;
  const fileOf = (deck: string, format: string) =>
    path.join(folder, `${path.basename(deck, '.md')}${cutEnding}.${format}`);
  await makeRoom(
    folder,
    decks.flatMap((deck) => formats.map((format) => fileOf(deck, format))),
  );
  await using browser = await launchBrowser();
  const atOnce = pLimit(Math.max(1, availableParallelism()));
  const drawn =
    browser === undefined
      ? []
      : decks.map((deck) =>
          atOnce(() => drawDeck(browser, deck, { cut, pdfNotes }, (format) => fileOf(deck, format))),
        );
  const written = decks.map((deck) => atOnce(() => html(deck, cut, fileOf(deck, 'html'))));
  const files = await all([...drawn, ...written]);
  return {
    files: files.flat().toSorted((a, b) => (a.file < b.file ? -1 : 1)),
    browser: browser !== undefined,
    notices,
  };
}

async function html(deck: string, cut: string | undefined, file: string): Promise<Written[]> {
  const begun = performance.now();
  await writeHtml(deck, cut, file);
  return [{ file, seconds: (performance.now() - begun) / 1000 }];
}

/** Waits for all of them, so that none still writes when the first error is reported. */
async function all<T>(running: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(running);
  const failed = settled.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return Promise.all(running);
}

/**
 * Removes old files, so that none is mistaken for a new one, and reports a folder that is not writable before the build.
 */
async function makeRoom(folder: string, files: readonly string[]): Promise<void> {
  try {
    await makeFolder(folder);
    for (const file of files) {
      await writeFile(file, '');
      await rm(file);
    }
  } catch (cause) {
    throw cannotWriteTo(folder, cause);
  }
}
