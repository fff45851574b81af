import { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';
import { printable } from '../../base/visible.ts';

interface Bound {
  readonly least: number;
  readonly says: Text;
}

export const fromZero: Bound = { least: 0, says: { en: '0 or more', ja: '0 以上' } };
export const aboveZero: Bound = { least: 1, says: { en: 'above 0', ja: '0 より大きい値' } };

/** The number in the word of an option. @throws CannotRunError `bad-option` */
export function wholeNumber(option: string, word: string, { least, says }: Bound): number {
  const number = Number(word);
  if (/^\d{1,10}$/.test(word) && number >= least && number <= 2 ** 32 - 1) return number;
  const shown = printable(word, 40);
  if (/^-?\d{1,10}$/.test(word) && number < least) {
    throw new CannotRunError(
      'bad-option',
      { en: `${option} ${shown} is too low`, ja: `${option} ${shown} は小さすぎます` },
      { en: `it must be ${says.en}`, ja: `${says.ja}にしてください` },
    );
  }
  throw new CannotRunError(
    'bad-option',
    { en: `${option} ${shown} is not a whole number`, ja: `${option} ${shown} は整数ではありません` },
    { en: `use a number from ${least}`, ja: `${least} 以上の整数にしてください` },
  );
}
