import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { execa } from 'execa';
import { CannotRunError } from '../../base/errors.ts';
import { temporaryFolder } from '../../process/temporary-folder.ts';
import { coverAddress } from './cover.ts';
import { COVER, CUT, DECK } from './engine/cli-engine.ts';
import { describePictures } from './formats/described-pptx.ts';
import { makeSearchable } from './formats/searchable-pdf.ts';
import { spokenSlides } from './spoken-slides.ts';

const program = createRequire(import.meta.url).resolve('@marp-team/marp-cli/marp-cli.js');
const engine = path.join(import.meta.dirname, 'engine/cli-engine.ts');

/** Far more than a deck takes on a busy machine; ends a browser that hangs. */
const PATIENCE_MS = 120_000;

/** Options of marp-cli by format; the slowest comes first. */
const optionsFor = {
  // For a projector of 1920 × 1080. Twice the size takes twice as long, because time depends on the pixels.
  pptx: ['--pptx', '--image-scale', '1.5'],
  pdf: ['--pdf', '--pdf-outlines', '--pdf-outlines.pages=false'],
  png: ['--image', 'png'],
  html: [],
} as const;

/** By file name extension. PNG is the cover. */
export type Format = keyof typeof optionsFor;
export const formats = Object.keys(optionsFor) as Format[];

export interface Conversion {
  readonly deck: string;
  readonly file: string;
  readonly format: Format;
  readonly cut: string | undefined;
  /** Whether a PDF contains the speaker notes as annotations. */
  readonly pdfNotes: boolean;
}

/**
 * Converts a deck with marp-cli as a separate program: called as a function, it would write to our console.
 * @returns whether it could: `false` if the conversion needs a browser and there is none
 * @throws CannotRunError `marp-failed`, `no-temporary-folder`
 */
export async function convert({ deck, file, format, cut = '', pdfNotes }: Conversion): Promise<boolean> {
  const cover = coverAddress(deck);
  const words = [program, '--no-config-file', '--engine', engine, ...optionsFor[format]];
  if (format === 'pdf' && pdfNotes) words.push('--pdf-notes');
  if (cover !== undefined) words.push('--og-image', cover);
  // marp-cli (4.5.1) leaves the profiles of its browsers in the folder for temporary files.
  const temporary = await temporaryFolder('mqtt-hands-on-marp-');
  const run = await execa(process.execPath, [...words, '--output', file, '--', deck], {
    reject: false,
    timeout: PATIENCE_MS,
    stdin: 'ignore',
    // Chromium refuses to sandbox for root, for example in a container; here it shows only our own deck.
    env: {
      [DECK]: deck,
      [CUT]: cut,
      [COVER]: format === 'png' ? '1' : '',
      TMPDIR: temporary,
      ...(process.getuid?.() === 0 && { CHROME_NO_SANDBOX: '1' }),
      FORCE_COLOR: '0',
    },
  });
  // The browser may not have ended yet.
  await rm(temporary, { recursive: true, force: true, maxRetries: 10 });
  // Its exit code for this is lost, because the error is thrown again, uncaught (4.5.1).
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

/** The warning or error of marp-cli on one line. After a warning it goes on and exits with 0. */
function complaintIn(stderr: string): string | undefined {
  const [, complaint] = /^\[ *(?:WARN|ERROR) *\] *(.+(?:\n +.+)*)/m.exec(stderr) ?? [];
  return complaint?.replaceAll(/\n +/g, ' ');
}
