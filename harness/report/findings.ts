import type { Language, Text } from '../base/text.ts';
import { deviationsInWords } from '../lab/terminal/summary.ts';
import { protocolName } from '../protocol/statements.ts';
import { type CellVerdict, cellVerdicts, countsOf, signs } from './cell-verdict.ts';
import { changesOf, comparesVersions, observedText } from './changes.ts';
import { outputLines, packetLines } from './evidence.ts';
import { wasInterrupted } from './interrupted.ts';
import { columnsOf, type Matrix } from './matrix.ts';
import { absenceLines, breaksOf, reasonLine, reasonsOf, whereOf } from './notes.ts';
import { onOneLine } from './value.ts';

/**
 * The marks of the matrix in words: what is broken, what was not judged and why, and what differs. The last lines are a verdict for
 * each broker.
 */
export const findingLines = (matrix: Matrix, language: Language): string[] =>
  [broken, unjudged, observed, changed]
    .map((section) => section(matrix, language))
    .filter((lines) => lines.length > 0)
    .flatMap((lines) => ['', ...lines])
    .concat('', verdictLines(matrix, language))
    .map(onOneLine);

const broken = (matrix: Matrix, language: Language): string[] =>
  breaksOf(matrix).flatMap(({ claim, cell, where, statements, when, expected, seen, note }) => [
    `✘ ${claim.id}  ${where}`,
    `    ${claim.says[language]} [${statements.join(', ')}]`,
    ...(when ? [`    ${whenWord[language]}: ${when[language]}`] : []),
    `    ${expectedWord[language]}: ${expected}`,
    `    ${seenWord[language]}: ${seen}`,
    ...(note ? [`    ${note[language]}`] : []),
    ...(when ? beginAndEnd(packetLines(cell, language)) : []).map((line) => `    ${line}`),
    ...outputLines(cell)
      .slice(-MOST_LINES)
      .map((line) => `    ${line}`),
  ]);

/** How many packets are shown of a client's run, from its begin and from its end; the other forms of the report have all. */
const MOST_PACKETS = { first: 8, last: 8 };

function beginAndEnd(lines: readonly string[]): string[] {
  const { first, last } = MOST_PACKETS;
  return lines.length <= first + last + 1
    ? [...lines]
    : [...lines.slice(0, first), `… ${lines.length - first - last}`, ...lines.slice(-last)];
}

/** How many lines of a client's output are shown; the other forms of the report have more. */
const MOST_LINES = 5;

export const expectedWord: Text = { en: 'expected', ja: '期待' };
export const seenWord: Text = { en: 'seen', ja: '実際' };
export const whenWord: Text = { en: 'when', ja: '状況' };

function unjudged(matrix: Matrix, language: Language): string[] {
  const reasons = reasonsOf(matrix);
  if (!isOne(matrix))
    return reasons.flatMap((one) => [reasonLine(one)[language], `    ${listed(one.claims)[language]}`]);
  return [...Map.groupBy(reasons, ({ cellVerdict }) => cellVerdict)].flatMap(([cellVerdict, group]) => [
    `${signs[cellVerdict].mark} ${signs[cellVerdict].word[language]}:`,
    ...group.map(({ claims, reason }) => `    ${listed(claims)[language]}: ${reason[language]}`),
  ]);
}

/** Whether all is about one client or broker and one protocol version, which then need not be named in each line. */
const isOne = (matrix: Matrix): boolean => columnsOf(matrix).length === 1;

/** How many items are listed; the other forms of the report have all of them. */
const MOST_LISTED = 12;

function listed(ids: readonly string[]): Text {
  const shown = ids.slice(0, MOST_LISTED).join(', ');
  const rest = ids.length - MOST_LISTED;
  return rest <= 0
    ? { en: shown, ja: shown }
    : { en: `${shown} and ${rest} more`, ja: `${shown} ほか ${rest} 件` };
}

const observed = (matrix: Matrix, language: Language): string[] =>
  matrix.observations.flatMap(({ id, says, cells }) => [
    `• ${id}  ${says[language]}`,
    ...cells.map((cell) => `    ${isOne(matrix) ? '' : `${whereOf(cell)}: `}${observedText(cell)[language]}`),
  ]);

function changed(matrix: Matrix, language: Language): string[] {
  if (!comparesVersions(matrix)) return [];
  const changes = changesOf(matrix);
  if (changes.length === 0) return [nothingChanged[language]];
  return [
    `${whatChanged[language]}:`,
    ...changes.map(
      ({ from, to, protocolVersion, id, before, after }) =>
        `  ${id}  ${protocolName(protocolVersion)}  ${from}: ${before[language]} → ${to}: ${after[language]}`,
    ),
  ];
}

export const whatChanged: Text = { en: 'What changed between versions', ja: 'バージョンによる違い' };
export const nothingChanged: Text = {
  en: 'Nothing changed between the versions.',
  ja: 'バージョンによる違いはありません。',
};

/**
 * One line for each broker: `mosquitto 2.0.22: 701 hold, 15 known deviations, 1 unsupported, 0 broken`, or why it was not started.
 * If the run on it ended early, a second line says why.
 */
export const verdictLines = ({ brokers, cells }: Pick<Matrix, 'brokers' | 'cells'>, language: Language) =>
  brokers.flatMap((broker) => {
    const own = cells.filter((cell) => cell.broker === broker.label);
    const none = countsOf(own).broken === 0 ? [counted('broken', 0)[language]] : [];
    const counts = [summaryLine({ cells: own }, language), ...none].join(separator[language]);
    return [
      ...(own.length > 0 ? [`${broker.label}: ${counts}`] : []),
      ...absenceLines({ brokers: [broker] }, language),
    ];
  });

/** The number of results of each kind, e.g. `412 hold, 3 known deviations, 2 left out`, and whether the run was interrupted. */
export function summaryLine({ cells }: Pick<Matrix, 'cells'>, language: Language): string {
  const counts = countsOf(cells);
  const all = [...cellVerdicts]
    .reverse()
    .filter((cellVerdict) => counts[cellVerdict] > 0)
    .map((cellVerdict) => counted(cellVerdict, counts[cellVerdict])[language])
    .join(separator[language]);
  return wasInterrupted({ cells }) ? cutShort(all)[language] : all;
}

/** The seed of a run, if it has one. */
export const seedWords = ({ seed }: { readonly seed?: number }): string[] =>
  seed === undefined ? [] : [`seed ${seed}`];

const cutShort = (all: string): Text => ({ en: `interrupted: ${all}`, ja: `途中で中断: ${all}` });

const separator: Text = { en: ', ', ja: '、' };

function counted(cellVerdict: CellVerdict, count: number): Text {
  const { word } = signs[cellVerdict];
  const inWords = phrases[cellVerdict] ?? ((some: number) => `${some} ${word.en}`);
  return { en: inWords(count), ja: `${word.ja} ${count}` };
}

const phrases: Readonly<Partial<Record<CellVerdict, (count: number) => string>>> = {
  broken: (count) => (count === 0 ? '0 broken' : `${count} ${signs.broken.word.en}`),
  holds: (count) => `${count} hold`,
  known: deviationsInWords,
  disappeared: (count) => `${deviationsInWords(count)} disappeared`,
};
