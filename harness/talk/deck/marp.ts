import { createRequire } from 'node:module';
import path from 'node:path';
import { execa } from 'execa';
import { CannotRunError } from '../../base/errors.ts';
import { coverAddress } from './cover.ts';
import { CUT, DECK } from './engine/cli-engine.ts';

const program = createRequire(import.meta.url).resolve('@marp-team/marp-cli/marp-cli.js');
const engine = path.join(import.meta.dirname, 'engine/cli-engine.ts');

/** Far more than a deck takes on a busy machine. */
const PATIENCE_MS = 120_000;

/**
 * Writes a deck or a cut of it as HTML, with marp-cli as a separate program: called as a function, it would write to our
 * console.
 * @throws CannotRunError `marp-failed`
 */
export async function writeHtml(deck: string, cut: string | undefined, file: string): Promise<void> {
  const cover = coverAddress(deck);
  const words = [program, '--no-config-file', '--engine', engine];
  if (cover !== undefined) words.push('--og-image', cover);
  const run = await execa(process.execPath, [...words, '--output', file, '--', deck], {
    reject: false,
    timeout: PATIENCE_MS,
    stdin: 'ignore',
    env: { [DECK]: deck, [CUT]: cut ?? '', FORCE_COLOR: '0' },
  });
  const complaint = complaintIn(run.stderr) ?? (run.failed ? run.shortMessage : undefined);
  if (complaint === undefined) return;
  throw new CannotRunError(
    'marp-failed',
    {
      en: `marp could not write ${path.basename(file)} (${complaint})`,
      ja: `marp が ${path.basename(file)} を書けませんでした(${complaint})`,
    },
    { en: 'mend the deck', ja: 'スライドを直してください' },
  );
}

/** The warning or error of marp-cli on one line. After a warning it goes on and exits with 0. */
function complaintIn(stderr: string): string | undefined {
  const [, complaint] = /^\[ *(?:WARN|ERROR) *\] *(.+(?:\n +.+)*)/m.exec(stderr) ?? [];
  return complaint?.replaceAll(/\n +/g, ' ');
}
