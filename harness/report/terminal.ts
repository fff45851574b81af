import { padded } from '../base/columns.ts';
import type { Language } from '../base/text.ts';
import { protocolName } from '../protocol/statements.ts';
import { cellVerdictOf, signs } from './cell-verdict.ts';
import { type Column, cellFinder, columnsOf, type Matrix } from './matrix.ts';
import { deviationLines, identityLines, noteLines } from './notes.ts';
import { onOneLine } from './value.ts';

/** The mark if a claim does not speak of a protocol version. */
const NO_CLAIM = '·';
/** The width of a column: enough for every mark, and for half of a broker's name. */
const COLUMN = 14;

/** A column for each broker under each protocol version, with the broker's name above its versions. */
function tableLines(matrix: Matrix, language: Language): string[] {
  const columns = columnsOf(matrix);
  if (matrix.claims.length === 0 || columns.length === 0) return [];
  const find = cellFinder(matrix);
  const width = Math.max(...matrix.claims.map(({ id }) => id.length)) + 2;
  const row = (name: string, values: readonly string[]) =>
    (name.padEnd(width) + values.map((value) => padded(value, COLUMN)).join('')).trimEnd();
  const mark = (claim: string, column: Column) => {
    const cell = find(claim, column);
    if (cell === undefined) return NO_CLAIM;
    const cellVerdict = cellVerdictOf(cell);
    return cellVerdict === 'holds'
      ? signs.holds.mark
      : `${signs[cellVerdict].mark} ${signs[cellVerdict].word[language]}`;
  };
  return [
    brokerLabels(width, columns),
    row(
      '',
      columns.map(({ protocolVersion }) => protocolName(protocolVersion)),
    ),
    ...matrix.claims.map(({ id }) =>
      row(
        id,
        columns.map((column) => mark(id, column)),
      ),
    ),
  ];
}

/** Each broker's label above the first of its columns. A long label continues over the next column. */
function brokerLabels(begin: number, columns: readonly Column[]): string {
  let line = '';
  for (const [at, { broker }] of columns.entries()) {
    if (columns[at - 1]?.broker.label !== broker.label)
      line = `${line.padEnd(begin + at * COLUMN)}${broker.label} `;
  }
  return line.trimEnd();
}

/**
 * The matrix of claims × brokers as lines of text. Under it are the known deviations, the brokers that name themselves, and notes
 * about the runs.
 */
export const matrixLines = (matrix: Matrix, language: Language = 'en'): string[] =>
  [
    ...tableLines(matrix, language),
    ...deviationLines(matrix, language),
    ...noteLines(matrix).map((note) => note[language]),
    ...identityLines(matrix, language),
  ].map(onOneLine);
