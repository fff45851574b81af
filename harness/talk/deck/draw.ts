import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { CannotRunError } from '../../base/errors.ts';
import { openDeck, pictureOf } from './formats/deck-page.ts';
import { pdfOf } from './formats/pdf.ts';
import { pptxOf } from './formats/pptx.ts';

/** A written file, and the seconds its conversion took. */
export interface Written {
  readonly file: string;
  readonly seconds: number;
}

/** Pixels of a PPTX's pictures for a CSS pixel: 1280 × 720 becomes 1920 × 1080. */
const PROJECTOR = 1.5;

export interface DrawOptions {
  /** Only the slides of this shorter talk. */
  readonly cut: string | undefined;
  /** Whether the PDF contains the speaker notes as annotations. */
  readonly pdfNotes: boolean;
}

/**
 * Writes all formats of a deck that need a browser, which lays it out once: the cover, PPTX and PDF.
 * @param fileOf the path for this file name extension
 * @throws CannotRunError `broken-deck`, or `browser-failed` if the browser ends or hangs
 */
export async function drawDeck(
  browser: Browser,
  deck: string,
  options: DrawOptions,
  fileOf: (format: string) => string,
): Promise<Written[]> {
  try {
    return await draw(browser, deck, options, fileOf);
  } catch (cause) {
    if (!(cause instanceof Error && /closed|crashed|timeout/i.test(cause.message))) throw cause;
    throw new CannotRunError(
      'browser-failed',
      {
        en: `the browser ended while it drew ${path.basename(deck)}`,
        ja: `${path.basename(deck)} を描いている途中でブラウザーが終わりました`,
      },
      {
        en: 'try again, or set CHROME_PATH to another browser',
        ja: 'もう一度試すか、CHROME_PATH で別のブラウザーを指定してください',
      },
      { cause },
    );
  }
}

async function draw(
  browser: Browser,
  deck: string,
  { cut, pdfNotes }: DrawOptions,
  fileOf: (format: string) => string,
): Promise<Written[]> {
  let begun = performance.now();
  const opened = await openDeck(browser, deck, cut);
  const files: Written[] = [];
  const write = async (format: string, content: Uint8Array) => {
    const file = fileOf(format);
    await writeFile(file, content);
    files.push({ file, seconds: (performance.now() - begun) / 1000 });
    begun = performance.now();
  };
  await write('png', await pictureOf(opened, 0, 1));
  await write('pptx', await pptxOf(opened, (index) => pictureOf(opened, index, PROJECTOR)));
  await write('pdf', await pdfOf(opened, pdfNotes));
  await opened.page.close();
  return files;
}
