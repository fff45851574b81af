import { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';
import { printable } from '../../base/visible.ts';

interface Bound {
  readonly least: number;
  readonly says: Text;
  /** The highest number; by default what 32 bits hold. */
  readonly most?: number;
}

export const fromZero: Bound = { least: 0, says: { en: '0 or more', ja: '0 以上' } };
export const aboveZero: Bound = { least: 1, says: { en: 'above 0', ja: '0 より大きい値' } };

/** The number in the word of an option. @throws CannotRunError `bad-option` */
export function wholeNumber(
  option: string,
  word: string,
  { least, says, most = 2 ** 32 - 1 }: Bound,
): number {
  const number = Number(word);
  if (/^\d{1,10}$/.test(word) && number >= least && number <= most) return number;
  const shown = printable(word, 40);
  if (/^-?\d{1,10}$/.test(word) && number < least) {
    throw new CannotRunError(
      'bad-option',
      { en: `${option} ${shown} is too low`, ja: `${option} ${shown} は小さすぎます` },
      { en: `it must be ${says.en}`, ja: `${says.ja}にしてください` },
    );
  }
  if (/^\d+$/.test(word) && number > most) {
    throw new CannotRunError(
      'bad-option',
      { en: `${option} ${shown} is too high`, ja: `${option} ${shown} は大きすぎます` },
      { en: `it must be ${most} at most`, ja: `${most} 以下にしてください` },
    );
  }
  throw new CannotRunError(
    'bad-option',
    { en: `${option} ${shown} is not a whole number`, ja: `${option} ${shown} は整数ではありません` },
    { en: `use a number from ${least}`, ja: `${least} 以上の整数にしてください` },
  );
}
