/** Spaces between two cells of a table in plain text. */
const GAP = /\s{2,}/;

/** The rows of a table, each with its cells. */
export type Rows = readonly (readonly string[])[];

/**
 * Finds tables in plain text: two or more successive lines whose cells are at least two spaces apart. These spaces align the
 * cells only in a terminal.
 * @returns the lines in their order, each table as its rows
 */
export function withTables(lines: readonly string[]): readonly (string | Rows)[] {
  const parts: (string | (readonly string[])[])[] = [];
  for (const [index, line] of lines.entries()) {
    const last = parts.at(-1);
    if (isRow(line) && isRow(lines[index - 1]) && typeof last === 'object') last.push(cellsOf(line));
    else parts.push(isRow(line) && isRow(lines[index + 1]) ? [cellsOf(line)] : line);
  }
  return parts;
}

/** Whether a line may be the row of a table. */
export const isRow = (line = ''): boolean => cellsOf(line).length > 1;

const cellsOf = (line: string): string[] => line.trim().split(GAP);
