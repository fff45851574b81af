import { codeSpans } from './code-spans.ts';
import { printable } from './visible.ts';

/**
 * Escapes a text from outside, so that Markdown shows it unchanged: no character in it begins or ends markup, a table cell, a line
 * or HTML.
 */
export const escapeMarkdown = (text: string): string =>
  printable(text.replace(/\s+/g, ' '), Number.POSITIVE_INFINITY)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_{}[\]()#+!|~>-]/g, '\\$&');

/** A text as code. Code has no escapes, so it is fenced by more backticks than the text contains. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const isEdgy = /^[` ]|[` ]$/.test(text);
  return (isEdgy ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`)
    .replace(/\s+/g, ' ')
    .replaceAll('|', '\\|');
}

/** Like {@link escapeMarkdown}, with parts between backticks as code. */
export const prose = (text: string): string => inSpans(text, withLinks);

/** Leaves web addresses unescaped: with backslashes in them, they would not work. */
const withLinks = (text: string): string =>
  text
    .split(/(https:\/\/[^\s<>|`\\]+)/)
    .map((part, index) => (index % 2 === 1 ? `<${part}>` : escapeMarkdown(part)))
    .join('');

/** A sentence of this project for a table cell. Escapes only what would end the cell, so that the source stays readable. */
export const ownSentence = (text: string): string =>
  inSpans(text, (part) => part.replace(/\s+/g, ' ').replace(/[|\\]/g, '\\$&'));

const inSpans = (text: string, plain: (part: string) => string): string =>
  codeSpans(text)
    .map((span) => (span.isCode ? code(span.text) : plain(span.text)))
    .join('');

/** The lines of a table. Its cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
