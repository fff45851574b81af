import { columns } from './columns.ts';

/**
 * Characters that are invisible or ambiguous, or that control a terminal or the text around them: C0, C1 and DEL, bidi controls and
 * other format characters, unassigned and private ones, line separators, unusual spaces, and characters that a font may leave
 * out.
 */
export const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?![ \u3000])\p{Zs}/u;
const mark = /\p{M}/u;
const pictograph = /\p{Extended_Pictographic}/u;
const EMOJI_STYLE = '\ufe0f';
/** How many marks a character may have; more would reach into the lines above. */
const MOST_MARKS = 2;

const named: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  const short = named[character];
  if (short !== undefined) return short;
  if (code.length <= 2) return `\\x${code.padStart(2, '0')}`;
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\u{${code}}`;
}

interface Rule {
  readonly hides: (character: string) => boolean;
  /** The replacement of a hidden character. */
  readonly as: (character: string) => string;
}

/** A backslash is escaped too, because it begins the other escapes. */
const escapes: Rule = { hides: (character) => character === '\\' || unseen.test(character), as: escaped };
const dots: Rule = { hides: (character) => unseen.test(character), as: () => '·' };

/** The characters of a text, each as it is shown. */
function* shown(text: string, rule: Rule): Generator<string> {
  let before = '';
  let marks = MOST_MARKS;
  for (const character of text) {
    const isMark = mark.test(character);
    const isStyle = character === EMOJI_STYLE && pictograph.test(before);
    const hidden = (rule.hides(character) && !isStyle) || (isMark && marks >= MOST_MARKS);
    yield hidden ? rule.as(character) : character;
    if (isMark) marks++;
    else marks = hidden ? MOST_MARKS : 0;
    before = character;
  }
}

interface Shown {
  readonly text: string;
  /** Whether the text is complete. */
  readonly whole: boolean;
}

/** As much of the visible text as fits into `width` cells; an escape is never cut. */
function within(text: string, width: number, rule: Rule): Shown {
  let kept = '';
  let used = 0;
  for (const character of shown(text, rule)) {
    used += columns(character);
    if (used > width) return { text: kept, whole: false };
    kept += character;
  }
  return { text: kept, whole: true };
}

function cut(text: string, width: number, rule: Rule): string {
  const all = within(text, width, rule);
  return all.whole ? all.text : `${within(text, width - 1, rule).text}…`;
}

/**
 * A text from outside, with invisible characters escaped, so that different texts look different. Cut to `width` cells with `…` if
 * it is longer.
 */
export const visible = (text: string, width = Number.POSITIVE_INFINITY): string => cut(text, width, escapes);

/** A text from outside for a sentence, with a dot for each invisible character. Cut to `width` cells with `…` if it is longer. */
export const printable = (text: string, width: number): string => cut(text, width, dots);

/** A visible text in double quotes, or in single quotes if that saves escapes (JSON); `…` follows the quotes if it was cut. */
export function quoted(text: string, width: number): string {
  const quote = text.includes('"') && !text.includes("'") ? "'" : '"';
  const { text: inside, whole } = within(text, width, escapes);
  return `${quote}${inside.replaceAll(quote, `\\${quote}`)}${quote}${whole ? '' : '…'}`;
}

/** A topic, in quotes if it could be mistaken for several words. */
export const visibleTopic = (topic: string, width: number): string =>
  topic === '' || /[\s"']/u.test(topic) ? quoted(topic, width) : visible(topic, width);
