/** A part of a text. Parts between backticks are code. */
export interface Span {
  readonly text: string;
  readonly isCode: boolean;
}

/** Splits a text such as `` a PUBLISH with `+` in its topic `` into parts. An unpaired backtick is text. */
export const codeSpans = (text: string): Span[] =>
  text
    .split(/(?<!`)`([^`]+)`(?!`)/)
    .map((part, at) => ({ text: part, isCode: at % 2 === 1 }))
    .filter((span) => span.text !== '');
