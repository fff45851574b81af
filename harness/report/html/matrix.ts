import type { Claim } from '../../lab/claim.ts';
import { protocolName } from '../../protocol/statements.ts';
import { cellVerdictOf, signs } from '../cell-verdict.ts';
import { headings } from '../headings.ts';
import { type Cell, type Column, cellFinder, columnsOf, type Matrix } from '../matrix.ts';
import { both, inCode, plain, tag } from './markup.ts';

/** The anchor of a cell's details. */
export const anchorOf = ({ broker, protocolVersion, claim }: Cell): string =>
  `${claim}-${protocolVersion}-${broker}`.replaceAll(/[^\w.-]/g, '-');

/** The table of claims × brokers, grouped by theme. */
export function htmlMatrix(matrix: Matrix): string {
  const columns = columnsOf(matrix);
  const find = cellFinder(matrix);
  const themes = Map.groupBy(matrix.claims, ({ id }) => id.slice(0, id.indexOf('.')));
  const bodies = [...themes].map(([theme, claims]) =>
    tag(
      'tbody',
      {},
      tag(
        'tr',
        { class: 'theme' },
        tag('th', { colspan: columns.length + 1, scope: 'rowgroup' }, plain(theme)),
      ),
      ...claims.map((claim) =>
        row(
          claim,
          columns.map((column) => find(claim.id, column)),
        ),
      ),
    ),
  );
  return tag('table', { class: 'matrix' }, head(columns), ...bodies);
}

function head(columns: readonly Column[]): string {
  const brokers = [...Map.groupBy(columns, ({ broker }) => broker.label)];
  return tag(
    'thead',
    {},
    tag(
      'tr',
      {},
      tag('th', { rowspan: 2, scope: 'col' }, both(headings.claim)),
      ...brokers.map(([label, under]) =>
        tag('th', { colspan: under.length, scope: 'colgroup' }, plain(label)),
      ),
    ),
    tag(
      'tr',
      {},
      ...columns.map(({ protocolVersion }) =>
        tag('th', { scope: 'col' }, plain(protocolName(protocolVersion))),
      ),
    ),
  );
}

function row({ id, says, statements }: Claim, cells: readonly (Cell | undefined)[]): string {
  const found = cells.filter((cell) => cell !== undefined);
  const kinds = new Set(found.map(cellVerdictOf));
  const differs = isDifferent(found) ? ['differs'] : [];
  const cited = [...new Set([...(statements[4] ?? []), ...(statements[5] ?? [])])].join(' · ');
  return tag(
    'tr',
    { class: [...kinds, ...differs].join(' ') },
    tag('th', { scope: 'row', title: cited }, inCode(id), tag('span', { class: 'says' }, both(says))),
    ...cells.map(cellMarkup),
  );
}

/** Whether judged results differ under one protocol version. */
function isDifferent(cells: readonly Cell[]): boolean {
  const judged = cells.filter(({ result }) => result === 'holds' || result === 'broken');
  const versions = Map.groupBy(judged, ({ protocolVersion }) => protocolVersion);
  return [...versions.values()].some((under) => new Set(under.map(({ result }) => result)).size > 1);
}

function cellMarkup(cell: Cell | undefined): string {
  if (cell === undefined) return tag('td', { class: 'none' });
  const cellVerdict = cellVerdictOf(cell);
  const { mark, word } = signs[cellVerdict];
  const words = `${mark} ${tag('span', { class: 'word' }, both(word))}`;
  const isTold = cellVerdict === 'broken' || cellVerdict === 'known';
  return tag('td', { class: cellVerdict }, isTold ? tag('a', { href: `#${anchorOf(cell)}` }, words) : words);
}
