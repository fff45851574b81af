import type { Language, Text } from '../../../harness/base/text.ts';
import { deviationsInWords } from '../../../harness/lab/terminal/summary.ts';
import { protocolName } from '../../../harness/protocol/statements.ts';
import { cellVerdictOf, cellVerdicts, signs } from '../../../harness/report/cell-verdict.ts';
import {
  type Cell,
  cellFinder,
  columnsOf,
  type Matrix,
  type MatrixBroker,
} from '../../../harness/report/matrix.ts';
import { deviationLines, reasonLine, reasonsOf } from '../../../harness/report/notes.ts';
import { gridLines, type Row } from './grid.ts';
import type { Tested } from './tested.ts';

/**
 * The matrix in short, for reading after each run: the talk claim by claim, the rest of the specification by theme, known
 * deviations by broker, and what was not judged. Each part is a list of sentences, or of lines of at most `width` columns.
 */
export function digestParts({ matrix, talk }: Tested, language: Language, width: number): string[][] {
  const brokers = matrix.brokers.filter(({ label }) => matrix.cells.some(({ broker }) => broker === label));
  if (brokers.length === 0) return [];
  const isOfTheTalk = ({ id }: { readonly id: string }) => talk.has(id);
  const rest = matrix.claims.filter((claim) => !isOfTheTalk(claim));
  const heads = brokers.map((_, at) => String(at + 1));
  const legend = brokers.map(({ label }, at) => `${at + 1} ${label}`).join(' · ');
  const claims = gridLines(heads, claimRows(matrix, brokers, matrix.claims.filter(isOfTheTalk)), width);
  const themes = gridLines(heads, themeRows(matrix, brokers, rest), width);
  return [
    claims.length === 0 ? [] : [talkTitle(matrix)[language], legend, ...claims],
    themes.length === 0 ? [] : [themesTitle[language], ...(claims.length === 0 ? [legend] : []), ...themes],
    [marksLine(matrix, language), ...deviationCounts(matrix, language), ...unjudged(matrix, language)],
  ].filter((lines) => lines.length > 0);
}

function talkTitle(matrix: Matrix): Text {
  const versions = versionsIn(matrix).map(protocolName);
  return {
    en: `The talk, claim by claim, under ${versions.join(' and ')}`,
    ja: `発表の主張(${versions.join(' と ')})`,
  };
}

const themesTitle: Text = {
  en: 'The rest of the specification: results by theme',
  ja: '発表のほか、仕様全体: テーマごとの件数',
};

const versionsIn = (matrix: Matrix) =>
  ([4, 5] as const).filter((version) =>
    columnsOf(matrix).some(({ protocolVersion }) => protocolVersion === version),
  );

const byTheme = <T extends { readonly id: string }>(claims: readonly T[]): Map<string, T[]> =>
  Map.groupBy(claims, ({ id }) => id.slice(0, id.indexOf('.')));

/** A row for each claim, with a cell for each broker: a mark for each protocol version, blank if the claim does not speak of it. */
function claimRows(matrix: Matrix, brokers: readonly MatrixBroker[], claims: Matrix['claims']): Row[] {
  const find = cellFinder(matrix);
  const versions = versionsIn(matrix);
  const mark = (cell: Cell | undefined) => (cell === undefined ? ' ' : signs[cellVerdictOf(cell)].mark);
  return [...byTheme(claims).values()].flat().map(({ id }) => ({
    name: id,
    cells: brokers.map((broker) =>
      versions.map((protocolVersion) => mark(find(id, { broker, protocolVersion }))).join(''),
    ),
  }));
}

/** A row for each theme, with a cell for each broker: the number of results of each mark. */
function themeRows({ cells }: Matrix, brokers: readonly MatrixBroker[], claims: Matrix['claims']): Row[] {
  return [...byTheme(claims)].map(([theme, own]) => {
    const ids = new Set(own.map(({ id }) => id));
    return {
      name: theme,
      cells: brokers.map(({ label }) =>
        counts(cells.filter(({ broker, claim }) => broker === label && ids.has(claim))),
      ),
    };
  });
}

const marksInOrder = [...new Set(cellVerdicts.toReversed().map((cellVerdict) => signs[cellVerdict].mark))];

function counts(cells: readonly Cell[]): string {
  const marks = cells.map((cell) => signs[cellVerdictOf(cell)].mark);
  return marksInOrder
    .map((mark) => ({ mark, count: marks.filter((one) => one === mark).length }))
    .filter(({ count }) => count > 0)
    .map(({ mark, count }, at) => `${String(count).padStart(at === 0 ? 2 : 1)}${mark}`)
    .join(' ');
}

/** The meaning of the marks that are used. */
function marksLine({ cells }: Matrix, language: Language): string {
  const present = new Set(cells.map(cellVerdictOf));
  return cellVerdicts
    .toReversed()
    .filter((cellVerdict) => present.has(cellVerdict))
    .map((cellVerdict) => `${signs[cellVerdict].mark} ${signs[cellVerdict].word[language]}`)
    .join('  ');
}

/** Counts the known deviations of each broker (the report lists them), and names those that disappeared. */
function deviationCounts({ brokers, cells }: Matrix, language: Language): string[] {
  const counted = brokers.flatMap(({ label }) => {
    const known = cells.filter((cell) => cell.broker === label && cellVerdictOf(cell) === 'known');
    const claims = new Set(known.map(({ claim }) => claim)).size;
    return known.length === 0 ? [] : [`≠ ${label}: ${inClaims(known.length, claims)[language]}`];
  });
  const disappeared = cells.filter(({ deviation }) => deviation?.is === 'disappeared');
  return [...counted, ...deviationLines({ cells: disappeared }, language)];
}

const inClaims = (results: number, claims: number): Text => ({
  en: `${deviationsInWords(results)}, in ${claims} claim${claims === 1 ? '' : 's'}`,
  ja: `${signs.known.word.ja} ${results}(主張 ${claims} 件)`,
});

const unjudged = (matrix: Matrix, language: Language): string[] => [
  ...reasonsOf(matrix).map((reason) => reasonLine(reason)[language]),
  ...noteCounts(matrix, language),
];

/** The notes about runs, each with its number of claims. On a busy machine, many claims are measured again. */
function noteCounts({ cells }: Matrix, language: Language): string[] {
  const noted = cells.flatMap(({ broker, claim, notes = [] }) =>
    notes.map((note) => ({ broker, claim, note })),
  );
  const groups = Map.groupBy(noted, ({ broker, note }) => JSON.stringify([broker, note.en]));
  return [...groups.values()].flatMap((group) => {
    const claims = new Set(group.map(({ claim }) => claim)).size;
    return group.slice(0, 1).map(({ broker, note }) => `! ${broker} (${claims}): ${note[language]}`);
  });
}
