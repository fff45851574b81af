import { codeSpans } from './code-spans.ts';
import { printable } from './visible.ts';

/**
 * Text that came from outside, as Markdown that shows it as it is: no markup, no table cell, no line, no HTML begins or ends
 * in it.
 */
export const escapeMarkdown = (text: string): string =>
  printable(text.replace(/\s+/g, ' '), Number.POSITIVE_INFINITY)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_{}[\]()#+!|~>-]/g, '\\$&');

/** As code, which has no escapes of its own: fenced by more backticks than there are in it. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const isEdgy = /^[` ]|[` ]$/.test(text);
  return (isEdgy ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`)
    .replace(/\s+/g, ' ')
    .replaceAll('|', '\\|');
}

/** As {@link escapeMarkdown}, with what stands between backticks as code. */
export const prose = (text: string): string => inSpans(text, withLinks);

/** An address of the web stays one: with backslashes in it, it would lead nowhere. */
const withLinks = (text: string): string =>
  text
    .split(/(https:\/\/[^\s<>|`\\]+)/)
    .map((part, index) => (index % 2 === 1 ? `<${part}>` : escapeMarkdown(part)))
    .join('');

/** A sentence of our own, fit for a cell: it reads well in the source too, and only what would end the cell is escaped. */
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
