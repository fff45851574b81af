import type { Language, Text } from '../../../base/text.ts';

/** How many packets were not shown, by what they are for. */
export interface Folded {
  fences: number;
  handshakes: number;
  acknowledgements: number;
  /** On a tour: packets that its steps are not about. */
  others: number;
}

export const noneFolded = (): Folded => ({ fences: 0, handshakes: 0, acknowledgements: 0, others: 0 });

export const countOf = ({ fences, handshakes, acknowledgements, others }: Folded): number =>
  fences + handshakes + acknowledgements + others;

/** E.g. `… 11 packets folded: handshake 4, acknowledgement 1, fence 6`. */
export function foldedWords(folded: Folded): Text {
  const all = countOf(folded);
  const kinds = names.filter(([kind]) => folded[kind] > 0);
  const list = (language: Language) =>
    kinds.map(([kind, name]) => `${name[language]} ${folded[kind]}`).join({ en: ', ', ja: '、' }[language]);
  return {
    en: `… ${all} packet${all === 1 ? '' : 's'} folded: ${list('en')}`,
    ja: `… ほか ${all} パケット(${list('ja')})`,
  };
}

/** E.g. `… 212 packets folded: --all shows them`. */
export const foldedOnTour = (count: number): Text => ({
  en: `… ${count} packet${count === 1 ? '' : 's'} folded: --all shows them`,
  ja: `… ほか ${count} パケット(--all ですべて見られます)`,
});

const names: readonly (readonly [keyof Folded, Text])[] = [
  ['handshakes', { en: 'handshake', ja: '接続と購読' }],
  ['acknowledgements', { en: 'acknowledgement', ja: '確認応答' }],
  ['others', { en: 'other', ja: 'そのほか' }],
  ['fences', { en: 'fence', ja: 'フェンス' }],
];
