import { CannotRunError } from '../base/errors.ts';

/**
 * The port after an option; undefined if the option is left out.
 * @param option as it is written, e.g. `--port`
 * @throws CannotRunError `bad-option`
 */
export function portOption(option: string, word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const port = Number(word);
  if (/^\d{1,5}$/.test(word) && port >= 1 && port <= 65_535) return port;
  throw new CannotRunError(
    'bad-option',
    { en: `${option} ${word} is not a port`, ja: `${option} ${word} はポート番号ではありません` },
    { en: 'use a number from 1 to 65535', ja: '1 から 65535 の数にしてください' },
  );
}
