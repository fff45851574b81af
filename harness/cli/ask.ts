import { createInterface } from 'node:readline/promises';
import { CannotRunError } from '../base/errors.ts';
import type { Language } from '../base/text.ts';
import { errorLine } from '../process/program.ts';

/** Where the question is asked; default: the terminal. */
interface Asked {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * Asks a person until the answer is valid. After an invalid answer, says in one line what is wrong. Returns undefined for Enter,
 * Ctrl-C or Ctrl-D, which mean 'none'.
 * @param understand throws CannotRunError for an invalid answer
 */
export async function ask<T>(
  question: string,
  understand: (answer: string) => T,
  language: Language,
  { input, output }: Asked = { input: process.stdin, output: process.stdout },
): Promise<T | undefined> {
  const terminal = createInterface({ input, output });
  try {
    for (;;) {
      const answer = (await terminal.question(question)).trim();
      if (answer === '') return undefined;
      try {
        return understand(answer);
      } catch (error) {
        if (!(error instanceof CannotRunError)) throw error;
        output.write(`${errorLine(error, language)}\n`);
      }
    }
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
    output.write('\n');
    return undefined;
  } finally {
    terminal.close();
  }
}
