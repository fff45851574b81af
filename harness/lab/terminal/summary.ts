import type { Text } from '../../base/text.ts';

/** E.g. `1 known deviation`. */
export const deviationsInWords = (count: number): string =>
  `${count} known deviation${count === 1 ? '' : 's'}`;

/** How many claims came to which verdict. */
export interface Tally {
  /** All judged claims. */
  readonly claims: number;
  readonly broken: number;
  /** Claims broken as documented. */
  readonly deviating: number;
  /** Claims not judged because the broker lacks what they need. */
  readonly unsupported: number;
}

/** The result of a run in one line. */
export function summary({ unsupported, ...judged }: Tally): Text {
  if (unsupported === 0) return judgedInWords(judged);
  if (judged.claims === 0) {
    return {
      en: `${unsupported} claim${unsupported === 1 ? '' : 's'} unsupported –`,
      ja: `${unsupported} 件の主張は非対応(–)です`,
    };
  }
  const { en, ja } = judgedInWords(judged);
  return { en: `${en}, ${unsupported} unsupported –`, ja: `${ja}。${unsupported} 件は非対応(–)です` };
}

function judgedInWords({ claims, broken, deviating }: Omit<Tally, 'unsupported'>): Text {
  if (broken > 0) {
    return {
      en: `${broken} of ${claims} claims BROKEN`,
      ja: `${claims} 件のうち ${broken} 件の主張が成り立ちませんでした`,
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
