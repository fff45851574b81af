import path from 'node:path';
import type { ExitCode } from '../../process/program.ts';
import { type Change, make } from './sync.ts';

/** Writes generated parts into files, and prints the name of each file it changed. */
export async function writeChanges(changes: readonly Change[]): Promise<ExitCode> {
  // All of it is known before the first file is written: an error in one leaves every file as it was.
  for (const change of changes) {
    await make(change);
    const name = path.relative(process.cwd(), change.file);
    process.stdout.write(change.content === undefined ? `- ${name}\n` : `${name}\n`);
  }
  return 0;
}
