/** East Asian Wide and Fullwidth [UAX #11], as ranges of code points; emoji are asked of the regular expression below. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
];
const emoji = /\p{Emoji_Presentation}/u;
const combining = /[\p{Mn}\p{Me}\u1160-\u11ff]/u;

/** Cells that one character takes in a terminal: 0 for a combining mark, 2 for a full-width character, else 1. */
export function cells(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (combining.test(character)) return 0;
  return wide.some(([from, to]) => code >= from && code <= to) || emoji.test(character) ? 2 : 1;
}

/** Cells that a text takes in a terminal. */
export function columns(text: string): number {
  let sum = 0;
  for (const character of text) sum += character === '\ufe0f' ? 1 : cells(character);
  return sum;
}

/** The text followed by spaces up to a width in cells. */
export const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - columns(text)));

/** The text, or as much of its beginning as fits into `width` cells together with `…`. */
export function clipped(text: string, width: number): string {
  if (columns(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += columns(character);
    if (used > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
