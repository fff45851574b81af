import { clipped, columns, padded } from '../../../harness/base/columns.ts';

export interface Row {
  readonly name: string;
  /** One cell for each head. */
  readonly cells: readonly string[];
}

/** Fewer rows than this are not put into two halves. */
const FEW = 10;
/** The space between the halves, in columns. */
const GAP = 2;
/** The least width to which a name is clipped; the report has the full name. */
const LEAST_NAME = 20;

/** Rows under their heads, in two halves side by side if they fit into `width` columns. */
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
