import { columns } from '../../../harness/base/columns.ts';

/** Where a line may end: behind a space, and on either side of what is not ASCII, as Japanese has no spaces. */
const breaks = /(?<= )|(?<=[^\x20-\x7e])|(?=[^\x20-\x7e])/u;

/** A text as lines of at most `width` cells, all but the first indented; only a longer word, such as an address, is longer. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(breaks)) {
    if (line.trim() !== '' && columns((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '  ';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}
