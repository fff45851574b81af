import type { Text } from '../text.ts';

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
      en: `${claims - deviating} of ${claims} claims hold, ${deviating} known deviation(s) ≠`,
      ja: `${claims} 件のうち ${claims - deviating} 件の主張が成り立ち、${deviating} 件は既知の逸脱(≠)です`,
    };
  }
  return {
    en: claims === 1 ? 'its claim holds' : `${claims} claims hold`,
    ja: `${claims} 件の主張がすべて成り立ちました`,
  };
}
