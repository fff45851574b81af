import { cells } from './columns.ts';

/**
 * Widths in em, a little more than in any font of the stacks in `style.ts`. In monospaced fonts, an ordinary character has 0.60 to
 * 0.62, and a full-width one 1. In proportional fonts, the width depends on the kind of character.
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

/** The width of monospaced text, in em. */
export const monoWidth = (text: string): number => width(text, () => MONO);

/** The width of bold proportional text, in em. */
export const sansWidth = (text: string): number =>
  width(text, (character) => {
    if (/[MWmw@%]/.test(character)) return 1.05;
    if (/\p{Lu}/u.test(character)) return 0.85;
    return /[\x20-\x7e\p{Script=Latin}]/u.test(character) ? 0.7 : 1.05;
  });

/**
 * Whether the width of every character is known. Letters of some scripts have any width; text with such a letter gets a fixed
 * length, so that it does not overlap its neighbours.
 */
export const isPredictable = (text: string): boolean =>
  /^[\x20-\x7e\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60°·×…]*$/u.test(
    text,
  );

/**
 * Lines that fit, broken after a space or a slash; a word that does not fit has a line of its own. What is a single
 * letter or digit stays with what it belongs to: `60 s`, `qos 1`.
 */
export function wrappedTo(text: string, most: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/(?<=[ /])(?!\w\b)/)) {
    const line = lines.at(-1);
    if (line !== undefined && measure((line + word).trimEnd()) <= most) lines.splice(-1, 1, line + word);
    else lines.push(word);
  }
  return lines.map((line) => line.trimEnd());
}

/** As much of the text as fits, with `…` if it is cut. */
export function clippedTo(text: string, most: number, measure: (text: string) => number): string {
  if (measure(text) <= most) return text;
  const characters = [...text];
  while (characters.length > 0 && measure(`${characters.join('')}…`) > most) characters.pop();
  return `${characters.join('')}…`;
}
