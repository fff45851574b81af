import { columns } from '../base/columns.ts';
import { wrapped } from '../base/wrapped.ts';

/** A terminal, or a file or pipe, which has no width. */
type Output = Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>;

/** Breaks lines that are too long for a terminal between words, and indents what follows. For a file or a pipe they stay as they are. */
export const onScreen = (lines: readonly string[], { isTTY, columns: width }: Output): string[] =>
  isTTY && width > 0 ? lines.flatMap((line) => inWidth(line, width)) : [...lines];

/** Writes a sentence to stderr, in lines that fit if that is a terminal. */
export function toStderr(sentence: string): void {
  process.stderr.write(`${onScreen([sentence], process.stderr).join('\n')}\n`);
}

/** A line that fits keeps its spaces. */
const inWidth = (line: string, width: number): string[] =>
  columns(line) <= width ? [line] : wrapped(line, width, `${/^ */.exec(line)?.[0] ?? ''}  `);
