import { createInterface } from 'node:readline/promises';
import { CannotRunError } from '../base/errors.ts';
import type { Language, Text } from '../base/text.ts';
import { forget } from './progress.ts';

/**
 * Deletes the progress after a confirmation. The learner's programs stay.
 * @throws CannotRunError `no-terminal` if there is no terminal to ask on
 */
export async function reset(language: Language): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new CannotRunError(
      'no-terminal',
      { en: '--reset asks first, and needs a terminal', ja: '--reset は確認をするので、端末が必要です' },
      {
        en: 'run it in a terminal, or delete .progress.json',
        ja: '端末で実行するか、.progress.json を削除してください',
      },
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(words.sure[language]);
    if (!/^(y|yes|はい)$/i.test(answer.trim())) return words.kept[language];
    await forget();
    return words.forgotten[language];
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
    return `\n${words.kept[language]}`;
  } finally {
    terminal.close();
  }
}

const words = {
  sure: {
    en: 'Delete your progress in labs and tasks? Your programs stay. (y/N) ',
    ja: 'どのラボと課題を終えたかを忘れますか? プログラムは残ります。(y/N) ',
  },
  kept: { en: 'Nothing was changed.', ja: '何も変えていません。' },
  forgotten: { en: 'Deleted. Next: npm run lab', ja: '忘れました。次は: npm run lab' },
} as const satisfies Readonly<Record<string, Text>>;
