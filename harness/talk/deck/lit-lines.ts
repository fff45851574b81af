import type { MarkdownIt } from 'markdown-it';

/** `python {2,5}`: the language of a block of code, and the highlighted lines. */
const INFO = /\{(\d+(?:,\d+)*)\}\s*$/;

/**
 * A markdown-it plugin that highlights lines of a block of code with `<mark>`. Other Markdown programs see only the
 * language.
 */
export function litLines(markdown: MarkdownIt): void {
  const { rules } = markdown.renderer;
  const plain = rules.fence;
  rules.fence = (tokens, index, ...rest) => {
    const html = plain?.(tokens, index, ...rest) ?? '';
    const [, numbers] = INFO.exec(tokens[index]?.info ?? '') ?? [];
    if (numbers === undefined) return html;
    const lit = new Set(numbers.split(',').map(Number));
    return html.replace(
      /(<code[^>]*>)(.*)(<\/code>)/s,
      (_, opening: string, code: string, closing: string) => `${opening}${withMarks(code, lit)}${closing}`,
    );
  };
}

const closed = (tags: readonly string[]): string => '</span>'.repeat(tags.length);

/** Colours of code may span lines: a highlighted line closes them at its ends and opens them again inside. */
function withMarks(code: string, lit: ReadonlySet<number>): string {
  const open: string[] = [];
  return code
    .split('\n')
    .map((line, index) => {
      const before = [...open];
      for (const [tag] of line.matchAll(/<\/?span[^>]*>/g)) {
        if (tag.startsWith('</')) open.pop();
        else open.push(tag);
      }
      if (!lit.has(index + 1)) return line;
      return `${closed(before)}<mark>${before.join('')}${line}${closed(open)}</mark>${open.join('')}`;
    })
    .join('\n');
}
