import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { languageFrom } from '../../base/language.ts';
import type { Language, Text } from '../../base/text.ts';
import { toStderr } from '../on-screen.ts';
import { type ExitCode, runProgram } from '../program.ts';
import type { ShutdownOptions } from '../shutdown.ts';
import type { Command, Options } from './command.ts';
import { helpOf } from './help.ts';
import { type Parsed, parse } from './parse.ts';

/** The parsed command line. */
export interface Asked<O extends Options> extends Pick<Parsed<O>, 'values' | 'word' | 'words' | 'program'> {
  readonly language: Language;
  /** Writes progress for the user to stderr. */
  readonly tell: (text: Text) => void;
}

/**
 * Runs a command if Node was started with its file. Otherwise does nothing, for example if a test imports the table.
 * @param url the `import.meta.url` of that file
 */
export async function runCommand<O extends Options>(
  url: string,
  command: Command<O>,
  run: (asked: Asked<O>) => Promise<ExitCode>,
  onSignals: ShutdownOptions = {},
): Promise<void> {
  const started = process.argv[1];
  if (started === undefined || realpathSync(started) !== fileURLToPath(url)) return;
  await runProgram(async (argv) => {
    const { values, word, words, program, lang, help } = parse(argv, command);
    const language = languageFrom(lang, process.env);
    if (help) {
      process.stdout.write(helpOf(command, language));
      return 0;
    }
    const tell = (text: Text) => toStderr(text[language]);
    return run({ values, word, words, program, language, tell });
  }, onSignals);
}
