import type { Text } from '../text.ts';

/** How many known deviations, in English, e.g. `1 known deviation`. */
export const deviationsInWords = (count: number): string =>
  `${count} known deviation${count === 1 ? '' : 's'}`;

/** How a run came out whose claims were judged: how many there are, are broken, and deviate as they are known to. */
export function summary(claims: number, broken: number, deviating: number): Text {
  if (broken > 0) {
    return {
      en: `${broken} of ${claims} claims BROKEN`,
      ja: `${claims} 件のうち ${broken} 件の主張が破れました`,
    };
  }
  if (deviating > 0) {
    return {
      en: `${claims - deviating} of ${claims} claims hold, ${deviationsInWords(deviating)} ≠`,
      ja: `${claims} 件のうち ${claims - deviating} 件の主張が成り立ち、${deviating} 件は既知の逸脱(≠)です`,
    };
  }
  return {
    en: claims === 1 ? 'its claim holds' : `${claims} claims hold`,
    ja: `${claims} 件の主張がすべて成り立ちました`,
  };
}
