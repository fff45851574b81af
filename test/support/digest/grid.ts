import { clipped, columns, padded } from '../../../harness/base/columns.ts';

export interface Row {
  readonly name: string;
  /** One for each head. */
  readonly cells: readonly string[];
}

/** Fewer rows are short enough under each other. */
const FEW = 10;
/** Between the halves, in cells of the terminal. */
const GAP = 2;
/** What a name may be clipped to; the report has it in full. */
const LEAST_NAME = 20;

/** Rows under their heads, in two halves side by side where that fits into `width` cells. */
export function gridLines(heads: readonly string[], rows: readonly Row[], width: number): string[] {
  if (rows.length === 0) return [];
  const longest = Math.max(...rows.map(({ name }) => columns(name)));
  const half = Math.ceil(rows.length / 2);
  const least = Math.min(longest, LEAST_NAME);
  for (let most = longest; rows.length >= FEW && most >= least; most--) {
    const left = block(heads, rows.slice(0, half), most);
    const right = block(heads, rows.slice(half), most);
    const wide = Math.max(...left.map(columns)) + GAP;
    if (wide + Math.max(...right.map(columns)) <= width)
      return left.map((line, at) => (padded(line, wide) + (right[at] ?? '')).trimEnd());
  }
  return block(heads, rows, longest);
}

function block(heads: readonly string[], rows: readonly Row[], most: number): string[] {
  const names = ['', ...rows.map(({ name }) => clipped(name, most))];
  const cells = [heads, ...rows.map((row) => row.cells)];
  const widths = heads.map((_, at) => Math.max(...cells.map((line) => columns(line[at] ?? ''))));
  const begin = Math.max(...names.map(columns));
  return names.map((name, row) =>
    [padded(name, begin), ...widths.map((width, at) => padded(cells[row]?.[at] ?? '', width))]
      .join(' ')
      .trimEnd(),
  );
}
