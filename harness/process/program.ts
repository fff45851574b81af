import { CannotRunError } from '../base/errors.ts';
import { languageFrom } from '../base/language.ts';
import type { Language } from '../base/text.ts';
import { toStderr } from './on-screen.ts';
import { type ShutdownOptions, shutDownOnSignals } from './shutdown.ts';

/** 0: every claim holds; 1: a claim is broken; 2: it could not run. */
export type ExitCode = 0 | 1 | 2;

/**
 * Runs `main` with the words of the command line, and turns errors into an exit code. A problem that the user can solve is one line
 * on stderr, with a stack trace only if `DEBUG` is set.
 */
export async function runProgram(
  main: (argv: string[]) => Promise<ExitCode>,
  onSignals: ShutdownOptions = {},
): Promise<void> {
  const argv = process.argv.slice(2);
  shutDownOnSignals((error) => toStderr(errorLine(error, spokenLanguage(argv))), onSignals);
  // The reader may stop reading, as `| head` does. Then the rest of the output is dropped.
  for (const output of [process.stdout, process.stderr]) output.on('error', ignoreClosed);
  // AbortSignal.timeout does not keep a process alive. Without this timer, a process that only waits for a deadline would end
  // silently before it (Node's exit code 13).
  const untilDone = setInterval(() => {}, 2 ** 30);
  try {
    process.exitCode = await main(argv);
  } catch (error) {
    toStderr(errorLine(error, spokenLanguage(argv)));
    if (process.env.DEBUG) console.error(error);
    process.exitCode = 2;
  } finally {
    clearInterval(untilDone);
  }
}

/** One line for the user: what is wrong, and what to do. */
export function errorLine(error: unknown, language: Language): string {
  if (error instanceof CannotRunError) return `${error.what[language]}: ${error.advice[language]}`;
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const hint = { en: 'DEBUG=1 shows where', ja: 'DEBUG=1 を付けると場所が分かります' };
  return `${message.replaceAll(/\s*\n\s*/g, ' ')} (${hint[language]})`;
}

/** The language of the command line, also if the rest of it is invalid. */
function spokenLanguage(argv: readonly string[]): Language {
  // The option itself may be misspelt, or taken by npm: then the word after it is left.
  const word = argv
    .map((word) => word.replace(/^--lang=/, ''))
    .findLast((word) => word === 'ja' || word === 'en');
  return languageFrom(word, process.env);
}

/** Ignores EPIPE of a pipe, and EIO of a terminal whose window was closed. */
function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
}
