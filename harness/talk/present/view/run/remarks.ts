import { isRow, type Rows, withTables } from '../../../../base/table-lines.ts';
import { element } from '../element.ts';
import { type Remark, remarkLine, type Story } from './story.ts';

/** The remarks of a step, large: a paragraph each, and tables. */
export const drawLarge = (remarks: readonly Remark[]): HTMLElement[] =>
  withTables(remarks.map(remarkLine)).map((part) =>
    typeof part === 'string' ? element('p', {}, part) : drawTable(part),
  );

/** The remarks below the claims, an item each. A table is too wide for this place, and is left to its step if that shows it. */
export function drawSmall({ remarks, steps }: Story): HTMLElement[] {
  const silent = steps.filter(({ entries }) => !entries.some(({ kind }) => kind === 'packet'));
  const large = new Set(silent.flatMap((step) => step.remarks));
  return remarks
    .filter((remark) => !(large.has(remark) && isRow(remarkLine(remark))))
    .map((remark) => element('li', {}, remarkLine(remark)));
}

const drawTable = (rows: Rows): HTMLElement =>
  element(
    'table',
    {},
    ...rows.map((cells, index) =>
      element('tr', {}, ...cells.map((cell) => element(index === 0 ? 'th' : 'td', {}, cell))),
    ),
  );
