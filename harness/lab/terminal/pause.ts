import { createInterface } from 'node:readline/promises';
import { CannotRunError } from '../../base/errors.ts';
import type { Language, Text } from '../../base/text.ts';
import type { CurrentStep } from './failure.ts';

const prompt: Text = { en: '  … Enter to go on ', ja: '  … Enter で次へ ' };

/** The question of a step, if it has one, and how to go on. */
export const promptBefore = ({ question }: Pick<CurrentStep, 'question'>, language: Language): string =>
  `${question === undefined ? '' : `\n  ${question[language]}\n`}${prompt[language]}`;

/**
 * Waits for Enter before a step, so that the presenter can talk.
 * @throws CannotRunError `no-terminal` if the standard input is not a terminal
 */
export async function pause(language: Language, step: CurrentStep): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new CannotRunError(
      'no-terminal',
      { en: '--pause needs a terminal', ja: '--pause には端末が必要です' },
      { en: 'run it without --pause', ja: '付けずに実行してください' },
    );
  }
  // In raw mode, Ctrl-C would not interrupt the process.
  const terminal = createInterface({ input: process.stdin, output: process.stdout, terminal: false });
  try {
    await terminal.question(promptBefore(step, language));
  } finally {
    terminal.close();
  }
}
