import { same, type Text } from '../../base/text.ts';
import type { Bits } from './field.ts';

/** Cuts a byte into parts of so many bits, from the highest. */
export function bitsOf(
  byte: number,
  ...parts: readonly (readonly [width: number, name: Text, say?: Say])[]
): Bits[] {
  const all = byte.toString(2).padStart(8, '0');
  let from = 0;
  return parts.map(([width, name, say = number]) => {
    const bits = all.slice(from, from + width);
    from += width;
    return { bits, name, value: say(Number.parseInt(bits, 2)) };
  });
}

type Say = (value: number) => Text;
const number: Say = (value) => same(String(value));
export const yesNo: Say = (value) => (value === 0 ? { en: 'no', ja: 'なし' } : { en: 'yes', ja: 'あり' });
export const reserved: Text = { en: 'reserved', ja: '予約' };
