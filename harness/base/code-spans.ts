/** A part of a text; what its writer put between backticks is code. */
export interface Span {
  readonly text: string;
  readonly isCode: boolean;
}

/** A text such as `` a PUBLISH with `+` in its topic `` in parts; a backtick without its other one is text. */
export const codeSpans = (text: string): Span[] =>
  text
    .split(/(?<!`)`([^`]+)`(?!`)/)
    .map((part, at) => ({ text: part, isCode: at % 2 === 1 }))
    .filter((span) => span.text !== '');
