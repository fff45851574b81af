import { cells } from './columns.ts';

/**
 * Widths in em, a little more than any font of the stacks in `style.ts` takes. Monospaced: 0.60 to 0.62 an ordinary
 * character, a full-width one 1. Proportional: by what kind of character it is.
 */
const MONO = 0.63;
const FULL_WIDTH = 1.04;
const EMOJI = 1.4;

const full = (character: string): number => (/\p{Emoji_Presentation}/u.test(character) ? EMOJI : FULL_WIDTH);

function width(text: string, narrow: (character: string) => number): number {
  let sum = 0;
  for (const character of text) {
    const taken = cells(character);
    if (taken !== 0) sum += taken === 2 ? full(character) : narrow(character);
  }
  return sum;
}

/** Width in em of monospaced text. */
export const monoWidth = (text: string): number => width(text, () => MONO);

/** Width in em of bold proportional text. */
export const sansWidth = (text: string): number =>
  width(text, (character) => {
    if (/[MWmw@%]/.test(character)) return 1.05;
    if (/\p{Lu}/u.test(character)) return 0.85;
    return /[\x20-\x7e\p{Script=Latin}]/u.test(character) ? 0.7 : 1.05;
  });

/**
 * Whether every character has the width it is thought to have. There are scripts with letters of any width; text that
 * holds one is told its length, so that it can't grow into its neighbours.
 */
export const isPredictable = (text: string): boolean =>
  /^[\x20-\x7e\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60°·×…]*$/u.test(
    text,
  );

/** As much of the text as fits, with `…` if that is not all. */
export function clippedTo(text: string, most: number, measure: (text: string) => number): string {
  if (measure(text) <= most) return text;
  const characters = [...text];
  while (characters.length > 0 && measure(`${characters.join('')}…`) > most) characters.pop();
  return `${characters.join('')}…`;
}
