import { code, escapeMarkdown, prose, table } from '../base/markdown.ts';
import type { Language, Text } from '../base/text.ts';
import { titleOf } from '../brokers/identity/title.ts';
import { protocolName } from '../protocol/statements.ts';
import { cellVerdictOf, signs } from './cell-verdict.ts';
import { changesOf, comparesVersions, observedText } from './changes.ts';
import { evidenceLines } from './evidence.ts';
import {
  expectedWord,
  nothingChanged,
  seedWords,
  seenWord,
  summaryLine,
  whatChanged,
  whenWord,
} from './findings.ts';
import { headings, headingsOf } from './headings.ts';
import { type Column, cellFinder, columnsOf, type MatrixObservation } from './matrix.ts';
import { absenceLines, breaksOf, deviationLines, noteLines, reasonsOf, reasonTitle } from './notes.ts';
import type { Report } from './report.ts';

/** The matrix as a Markdown page. */
export function matrixMarkdown(report: Report, language: Language): string {
  const sections = [brokers, broken, matrix, deviations, notes, unjudged, observations, changes];
  return [
    `# ${headingsOf(report).title[language]}`,
    [report.startedAt.toISOString(), summaryLine(report, language), ...seedWords(report)].join(' · '),
    ...sections.flatMap((section) => section(report, language)),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

type Section = (report: Report, language: Language) => string[];

/** A heading and its content; nothing if the content is empty. */
const section = (heading: Text, language: Language, ...parts: readonly string[]): string[] =>
  parts.length === 0 ? [] : [`## ${heading[language]}`, ...parts];

const brokers: Section = (report, language) => {
  const rows = report.brokers.map(({ label, origin, protocolVersions = [], notStarted, lost }) => [
    escapeMarkdown(label),
    prose((notStarted ?? lost ?? origin)?.[language] ?? ''),
    protocolVersions.map(protocolName).join(', '),
  ]);
  const head = [headingsOf(report).broker[language], headings.origin[language], headings.protocols[language]];
  return [table(head, rows).join('\n')];
};

const columnName = ({ broker, protocolVersion }: Column) =>
  `${escapeMarkdown(broker.label)}<br>${protocolName(protocolVersion)}`;

const matrix: Section = (report, language) => {
  const columns = columnsOf(report);
  const find = cellFinder(report);
  const mark = (claim: string, column: Column) => {
    const cell = find(claim, column);
    if (cell === undefined) return '';
    const { mark, word } = signs[cellVerdictOf(cell)];
    return `${mark} ${word[language]}`;
  };
  const rows = report.claims.map(({ id, says }) => [
    `${code(id)}<br>${prose(says[language])}`,
    ...columns.map((column) => mark(id, column)),
  ]);
  return section(
    headings.matrix,
    language,
    table([headings.claim[language], ...columns.map(columnName)], rows).join('\n'),
  );
};

const broken: Section = (report, language) =>
  section(
    headings.broken,
    language,
    ...breaksOf(report).map(({ claim, cell, where, statements, when, expected, seen, note }) =>
      [
        `### ${code(claim.id)} · ${escapeMarkdown(where)}`,
        '',
        `${prose(claim.says[language])} (${statements.join(', ')})`,
        '',
        ...(when ? [`- ${whenWord[language]}: ${prose(when[language])}`] : []),
        `- ${expectedWord[language]}: ${code(expected)}`,
        `- ${seenWord[language]}: ${code(seen)}`,
        ...(note ? [`- ${prose(note[language])}`] : []),
        '',
        ...evidenceLines(cell, language).map((line) => `    ${line}`),
      ].join('\n'),
    ),
  );

const deviations: Section = (report, language) => {
  const lines = deviationLines(report, language);
  const items = lines.map((line) => `- ${prose(line)}`);
  return lines.length === 0 ? [] : section(headings.deviations, language, items.join('\n'));
};

const notes: Section = (report, language) => {
  const items = noteLines(report).map((note) => `- ${prose(note[language])}`);
  return items.length === 0 ? [] : section(headings.notes, language, items.join('\n'));
};

const unjudged: Section = (report, language) => {
  const lines = [
    ...absenceLines(report, language).map(prose),
    ...reasonsOf(report).map((one) => {
      const { mark } = signs[one.cellVerdict];
      const title = prose(`${reasonTitle(one)[language]}: ${one.reason[language]}`);
      return `${mark} ${title}: ${one.claims.map(code).join(', ')}`;
    }),
  ];
  return lines.length === 0
    ? []
    : section(headings.unjudged, language, lines.map((line) => `- ${line}`).join('\n'));
};

const observations: Section = (report, language) => {
  const columns = columnsOf(report);
  if (report.observations.length === 0) return [];
  const areKnown = report.observations.some(({ settings }) => settings !== undefined);
  const rows = report.observations.map(({ id, says, cells, settings }) => [
    `${code(id)}<br>${prose(says[language])}`,
    ...columns.map(({ broker, protocolVersion }) => {
      const cell = cells.find(
        (one) => one.broker === broker.label && one.protocolVersion === protocolVersion,
      );
      return cell === undefined ? '' : prose(observedText(cell)[language]);
    }),
    ...(areKnown ? [settingsLinks(settings)] : []),
  ]);
  const head = [
    headings.observation[language],
    ...columns.map(columnName),
    ...(areKnown ? [headings.decides[language]] : []),
  ];
  return section(headings.observations, language, table(head, rows).join('\n'));
};

const settingsLinks = (settings: MatrixObservation['settings'] = {}): string =>
  Object.entries(settings)
    .map(([name, { setting, link }]) => `${escapeMarkdown(titleOf(name))} [${code(setting)}](<${link}>)`)
    .join('<br>');

const changes: Section = (report, language) => {
  if (!comparesVersions(report)) return [];
  const found = changesOf(report);
  if (found.length === 0) return section(whatChanged, language, nothingChanged[language]);
  const head = [headings.claim[language], '', whatChanged[language]];
  const rows = found.map(({ id, says, protocolVersion, from, to, before, after }) => [
    `${code(id)}<br>${prose(says[language])}`,
    protocolName(protocolVersion),
    `${escapeMarkdown(from)}: ${prose(before[language])} → ${escapeMarkdown(to)}: ${prose(after[language])}`,
  ]);
  return section(whatChanged, language, table(head, rows).join('\n'));
};
