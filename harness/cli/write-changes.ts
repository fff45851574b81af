import path from 'node:path';
import { languageFrom } from '../base/language.ts';
import type { Text } from '../base/text.ts';
import { parseOptions } from '../process/options.ts';
import { runProgram } from '../process/program.ts';
import { type Change, make } from '../talk/sync/sync.ts';

/** A command that writes generated parts into files, and prints the name of each file it changed. */
export const writeChanges = (usage: Text, changes: () => Promise<readonly Change[]>): Promise<void> =>
  runProgram(async (argv) => {
    const { values } = parseOptions(argv, {
      lang: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    });
    if (values.help) {
      process.stdout.write(usage[languageFrom(values.lang, process.env)]);
      return 0;
    }
    // All of it is known before the first file is written: an error in one leaves every file as it was.
    for (const change of await changes()) {
      await make(change);
      const name = path.relative(process.cwd(), change.file);
      process.stdout.write(change.content === undefined ? `- ${name}\n` : `${name}\n`);
    }
    return 0;
  });
