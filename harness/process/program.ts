import { CannotRunError } from '../base/errors.ts';
import { languageFrom } from '../base/language.ts';
import type { Language } from '../base/text.ts';
import { type ShutdownOptions, shutDownOnSignals } from './shutdown.ts';

/** 0: every claim holds; 1: a claim is broken; 2: it could not run. */
export type ExitCode = 0 | 1 | 2;

/**
 * The edge between what throws and what exits: runs `main` on the command line's words and sets the exit code. What a
 * person can mend is one line on stderr; a stack trace only where `DEBUG` is set.
 */
export async function runProgram(
  main: (argv: string[]) => Promise<ExitCode>,
  onSignals: ShutdownOptions = {},
): Promise<void> {
  const argv = process.argv.slice(2);
  shutDownOnSignals(
    (error) => process.stderr.write(`${errorLine(error, spokenLanguage(argv))}\n`),
    onSignals,
  );
  // The reader may stop reading, as `| head` does: the rest of the output is dropped then.
  for (const output of [process.stdout, process.stderr]) output.on('error', ignoreClosed);
  // Deadlines by AbortSignal.timeout do not keep a process alive: without this, one that only waits for its deadline
  // ends before that, without a word (Node's exit code 13).
  const untilDone = setInterval(() => {}, 2 ** 30);
  try {
    process.exitCode = await main(argv);
  } catch (error) {
    process.stderr.write(`${errorLine(error, spokenLanguage(argv))}\n`);
    if (process.env.DEBUG) console.error(error);
    process.exitCode = 2;
  } finally {
    clearInterval(untilDone);
  }
}

/** One line for a person: what is wrong, and what to do. */
export function errorLine(error: unknown, language: Language): string {
  if (error instanceof CannotRunError) return `${error.what[language]}: ${error.advice[language]}`;
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const hint = { en: 'DEBUG=1 shows where', ja: 'DEBUG=1 を付けると場所が分かります' };
  return `${message.replaceAll(/\s*\n\s*/g, ' ')} (${hint[language]})`;
}

/** The language asked for, even where the rest of the command line makes no sense. */
function spokenLanguage(argv: readonly string[]): Language {
  const at = argv.findIndex((word) => /^--lang(=|$)/.test(word));
  const word = argv[at]?.split('=')[1] ?? argv[at + 1];
  return languageFrom(at >= 0 && (word === 'ja' || word === 'en') ? word : undefined, process.env);
}

/** EPIPE of a pipe, EIO of a terminal whose window was closed. */
function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
}
