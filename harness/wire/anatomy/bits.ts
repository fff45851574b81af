import type { Text } from '../../base/text.ts';
import type { Bits } from './field.ts';

/** Cuts a byte into parts of the given widths, from the highest bit. */
export function bitsOf(
  byte: number,
  ...parts: readonly (readonly [width: number, name: Text, say?: Say])[]
): Bits[] {
  const all = byte.toString(2).padStart(8, '0');
  let from = 0;
  return parts.map(([width, name, say]) => {
    const bits = all.slice(from, from + width);
    from += width;
    return { bits, name, ...(say && { value: say(Number.parseInt(bits, 2)) }) };
  });
}

type Say = (value: number) => Text;
export const reserved: Text = { en: 'reserved', ja: '予約' };
