import type { Text } from '../../base/text.ts';
import type { Recognised } from './recognise.ts';

/** How a known deviation explains a result, in a few words, with its note. */
export function deviationWords({ is, note }: Pick<Recognised, 'is' | 'note'>): Text {
  const { en, ja } = words[is];
  if (note === undefined) return { en, ja };
  return { en: is === 'disappeared' ? `${en} (${note.en})` : `${en}, ${note.en}`, ja: `${ja}(${note.ja})` };
}

const words: Readonly<Record<Recognised['is'], Text>> = {
  known: { en: 'known deviation', ja: '既知の逸脱' },
  disappeared: { en: 'a known deviation has disappeared', ja: '既知の逸脱がなくなりました' },
  returned: { en: 'a known deviation is back', ja: '既知の逸脱が戻りました' },
};
