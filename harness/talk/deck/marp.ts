import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { execa } from 'execa';
import { CannotRunError } from '../../base/errors.ts';
import { temporaryFolder } from '../../process/temporary-folder.ts';
import { coverAddress } from './cover.ts';
import { describePictures } from './described-pptx.ts';
import { COVER, CUT, DECK } from './engine/cli-engine.ts';
import { makeSearchable } from './searchable-pdf.ts';
import { spokenSlides } from './spoken-slides.ts';

const program = createRequire(import.meta.url).resolve('@marp-team/marp-cli/marp-cli.js');
const engine = path.join(import.meta.dirname, 'engine/cli-engine.ts');

/** Far more than a loaded machine takes for a deck; a browser that hangs has to end. */
const PATIENCE_MS = 120_000;

/** What marp-cli is told to write a format; what takes longest comes first. */
const optionsFor = {
  // What a projector of 1920 × 1080 shows. Twice the size of a slide takes twice as long: the time goes into pixels.
  pptx: ['--pptx', '--image-scale', '1.5'],
  pdf: ['--pdf', '--pdf-outlines', '--pdf-outlines.pages=false'],
  png: ['--image', 'png'],
  html: [],
} as const;

/** By the ends of their files. PNG is the cover. */
export type Format = keyof typeof optionsFor;
export const formats = Object.keys(optionsFor) as Format[];

export interface Conversion {
  readonly deck: string;
  readonly file: string;
  readonly format: Format;
  readonly cut: string | undefined;
  /** Whether a PDF has the speaker notes as annotations. */
  readonly pdfNotes: boolean;
}

/**
 * Converts a deck with marp-cli, run as a program of its own: called as a function it would write to our console.
 * @returns whether it could: `false` where the conversion needs a browser and there is none
 * @throws CannotRunError `marp-failed`, `no-temporary-folder`
 */
export async function convert({ deck, file, format, cut = '', pdfNotes }: Conversion): Promise<boolean> {
  const cover = coverAddress(deck);
  const words = [program, '--no-config-file', '--engine', engine, ...optionsFor[format]];
  if (format === 'pdf' && pdfNotes) words.push('--pdf-notes');
  if (cover !== undefined) words.push('--og-image', cover);
  // It leaves the profiles of the browsers that it starts among the temporary files (4.5.1).
  const temporary = await temporaryFolder('mqtt-hands-on-marp-');
  const run = await execa(process.execPath, [...words, '--output', file, '--', deck], {
    reject: false,
    timeout: PATIENCE_MS,
    stdin: 'ignore',
    // Chromium refuses to sandbox for root, as in a container; it shows nothing here but our own deck.
    env: {
      [DECK]: deck,
      [CUT]: cut,
      [COVER]: format === 'png' ? '1' : '',
      TMPDIR: temporary,
      ...(process.getuid?.() === 0 && { CHROME_NO_SANDBOX: '1' }),
      FORCE_COLOR: '0',
    },
  });
  // The browser may still be on its way out.
  await rm(temporary, { recursive: true, force: true, maxRetries: 10 });
  // Its own exit code for this never comes out: the error is thrown a second time, uncaught (4.5.1).
  if (run.failed && run.stderr.includes('No suitable browser found')) return false;
  const complaint = complaintIn(run.stderr) ?? (run.failed ? run.shortMessage : undefined);
  if (complaint === undefined) {
    if (format === 'pdf') await makeSearchable(file);
    if (format === 'pptx') await describePictures(file, spokenSlides(deck, cut || undefined));
    return true;
  }
  throw new CannotRunError(
    'marp-failed',
    {
      en: `marp could not write ${path.basename(file)} (${complaint})`,
      ja: `marp が ${path.basename(file)} を書けませんでした(${complaint})`,
    },
    {
      en: 'mend the deck, or where the browser is to blame set CHROME_PATH to another one',
      ja: 'スライドを直すか、ブラウザーのせいなら CHROME_PATH で別のものを指定してください',
    },
  );
}

/** What marp-cli warned of or failed with, on one line: it goes on after a warning and still ends with 0. */
function complaintIn(stderr: string): string | undefined {
  const [, complaint] = /^\[ *(?:WARN|ERROR) *\] *(.+(?:\n +.+)*)/m.exec(stderr) ?? [];
  return complaint?.replaceAll(/\n +/g, ' ');
}
