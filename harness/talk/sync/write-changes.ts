import path from 'node:path';
import type { Text } from '../../base/text.ts';
import type { ExitCode } from '../../process/program.ts';
import { type Change, make } from './sync.ts';

/** Writes generated parts into files, and prints the name of each changed file; says so if there is none. */
export async function writeChanges(
  changes: readonly Change[],
  tell: (says: Text) => void,
): Promise<ExitCode> {
  if (changes.length === 0) tell(upToDate);
  // All changes are computed first: after an error, every file is as it was.
  for (const change of changes) {
    await make(change);
    const name = path.relative(process.cwd(), change.file);
    process.stdout.write(change.content === undefined ? `- ${name}\n` : `${name}\n`);
  }
  return 0;
}

const upToDate: Text = {
  en: 'Nothing to do: all is up to date.',
  ja: 'すべて最新です。書き換えるものはありません。',
};
