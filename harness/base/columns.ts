import { eastAsianWidth } from 'get-east-asian-width';

/** Characters that are drawn on the character before them: marks, and vowels and final consonants of old Hangul. */
const combining = /[\p{Mn}\p{Me}\u1160-\u11ff\ud7b0-\ud7fb]/u;
/** Makes the pictograph before it an emoji, which is two cells wide; this character counts as the second cell. */
const EMOJI_STYLE = '\ufe0f';

/**
 * The width of a character in a terminal: 0 for a combining mark, 2 for a full-width character, otherwise 1. The library knows
 * full-width characters [UAX #11] and emoji, but not marks.
 */
export function cells(character: string): 0 | 1 | 2 {
  return combining.test(character) ? 0 : eastAsianWidth(character.codePointAt(0) ?? 0);
}

/** The width of a text in a terminal. */
export function columns(text: string): number {
  let sum = 0;
  for (const character of text) sum += character === EMOJI_STYLE ? 1 : cells(character);
  return sum;
}

/** The text followed by spaces up to a width in cells. */
export const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - columns(text)));

/** The text, or as much of its beginning as fits into `width` cells with `…` after it. */
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
