import { CannotRunError } from './errors.ts';
import { didYouMean } from './nearest.ts';
import { type Language, languages } from './text.ts';

export const isLanguage = (word: string): word is Language => languages.some((language) => language === word);

/**
 * The language of the output: that of `--lang`, or else Japanese if the locale is Japanese, or else English.
 * The locale of messages is the first of LC_ALL, LC_MESSAGES and LANG that is not empty (POSIX.1-2017, 8.2).
 *
 * @throws {CannotRunError} `unknown-language` if there is no output in that language
 */
export function languageFrom(option: string | undefined, env: NodeJS.ProcessEnv): Language {
  if (option !== undefined) return isLanguage(option) ? option : refuse(option);
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^ja(?![a-z])/i.test(locale) ? 'ja' : 'en';
}

function refuse(option: string): never {
  const choice = languages.join(', ');
  throw new CannotRunError(
    'unknown-language',
    { en: `Unknown language "${option}"`, ja: `「${option}」という言語はありません` },
    didYouMean(option, languages, {
      written: (name) => `--lang ${name}`,
      more: { en: `there are: ${choice}`, ja: `使えるのは ${choice}` },
    }),
  );
}
