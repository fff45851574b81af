import type { Text } from '../../base/text.ts';
import { deviationWords } from '../../brokers/deviations/words.ts';
import { titleOf } from '../../brokers/identity/title.ts';
import { protocolName } from '../../protocol/statements.ts';
import { cellVerdictOf, signs } from '../cell-verdict.ts';
import { changesOf, comparesVersions, observedText } from '../changes.ts';
import { evidenceLines } from '../evidence.ts';
import { expectedWord, nothingChanged, seenWord, whatChanged, whenWord } from '../findings.ts';
import { headings } from '../headings.ts';
import { columnsOf, isIn, type Matrix, type MatrixObservation } from '../matrix.ts';
import { breaksOf, noteLines, reasonsOf, reasonTitle, whereOf } from '../notes.ts';
import { shownValue } from '../value.ts';
import { both, inCode, plain, tag } from './markup.ts';
import { anchorOf } from './matrix.ts';

/** The sections under the table, without empty ones. */
export const htmlSections = (matrix: Matrix): string[] => [
  ...section(headings.broken, broken(matrix)),
  ...section(headings.deviations, deviations(matrix)),
  ...section(headings.notes, notes(matrix)),
  ...section(headings.unjudged, unjudged(matrix)),
  ...section(whatChanged, comparesVersions(matrix) ? changes(matrix) : []),
  ...section(headings.observations, observations(matrix)),
];

const section = (heading: Text, parts: readonly string[]): string[] =>
  parts.length === 0 ? [] : [tag('section', {}, tag('h2', {}, both(heading)), ...parts)];

const list = (items: readonly string[]) => tag('ul', {}, ...items.map((item) => tag('li', {}, item)));

const broken = (matrix: Matrix): string[] =>
  breaksOf(matrix).map(({ claim, cell, where, statements, when, expected, seen, note }) =>
    tag(
      'article',
      {},
      tag('h3', { id: anchorOf(cell) }, `${inCode(claim.id)} · ${plain(where)}`),
      tag('p', {}, both(claim.says), plain(` (${statements.join(', ')})`)),
      when ? tag('p', {}, both(whenWord), plain(': '), both(when)) : '',
      compared(expected, seen),
      note ? tag('p', {}, both(note)) : '',
      packets(evidenceLines(cell, 'en')),
    ),
  );

const deviations = ({ claims, cells }: Matrix): string[] =>
  claims.flatMap((claim) =>
    cells.flatMap((cell) => {
      const { deviation } = cell;
      if (cell.claim !== claim.id || deviation === undefined || deviation.is === 'returned') return [];
      const { does, statement, link, wire } = deviation;
      const cellVerdict = cellVerdictOf(cell);
      return tag(
        'article',
        {},
        tag(
          'h3',
          { id: anchorOf(cell) },
          `${signs[cellVerdict].mark} ${inCode(claim.id)} · ${plain(whereOf(cell))}`,
        ),
        tag('p', {}, both(does), plain(` (${statement}) `), tag('a', { href: link }, plain(link))),
        tag('p', {}, both(deviationWords(deviation))),
        cellVerdict === 'known' ? compared(shownValue(cell.expected), shownValue(cell.seen)) : '',
        packets(wire),
      );
    }),
  );

const compared = (expected: string, seen: string): string =>
  tag(
    'dl',
    {},
    tag('dt', {}, both(expectedWord)),
    tag('dd', {}, inCode(expected)),
    tag('dt', {}, both(seenWord)),
    tag('dd', {}, inCode(seen)),
  );

const packets = (lines: readonly string[]): string =>
  lines.length === 0
    ? ''
    : tag(
        'details',
        {},
        tag('summary', {}, both(headings.packets)),
        tag('pre', {}, lines.map(plain).join('\n')),
      );

function notes(matrix: Matrix): string[] {
  const lines = noteLines(matrix);
  return lines.length === 0 ? [] : [list(lines.map(both))];
}

function unjudged(matrix: Matrix): string[] {
  const reasons = reasonsOf(matrix).map((one) => {
    const { mark } = signs[one.cellVerdict];
    const title = `${mark} ${both(reasonTitle(one))} (${one.claims.length}): ${both(one.reason)}`;
    return tag('details', {}, tag('summary', {}, title), one.claims.map(inCode).join(', '));
  });
  return reasons.length === 0 ? [] : [list(reasons)];
}

function changes(matrix: Matrix): string[] {
  const found = changesOf(matrix);
  if (found.length === 0) return [tag('p', {}, both(nothingChanged))];
  return [
    list(
      found.map(
        ({ id, says, protocolVersion, from, to, before, after }) =>
          `${inCode(id)} ${plain(protocolName(protocolVersion))}: ${both(says)}<br>` +
          `${plain(from)}: ${both(before)} → ${plain(to)}: ${both(after)}`,
      ),
    ),
  ];
}

const settingsLinks = (settings: MatrixObservation['settings'] = {}): string =>
  Object.entries(settings)
    .map(
      ([name, { setting, link }]) => `${plain(titleOf(name))} ${tag('a', { href: link }, inCode(setting))}`,
    )
    .join('<br>');

function observations(matrix: Matrix): string[] {
  if (matrix.observations.length === 0) return [];
  const columns = columnsOf(matrix);
  const names = columns.map(
    ({ broker, protocolVersion }) => `${plain(broker.label)}<br>${plain(protocolName(protocolVersion))}`,
  );
  const areKnown = matrix.observations.some(({ settings }) => settings !== undefined);
  const decides = areKnown ? [both(headings.decides)] : [];
  const head = [both(headings.observation), ...names, ...decides].map((name) =>
    tag('th', { scope: 'col' }, name),
  );
  const rows = matrix.observations.map(({ id, says, cells, settings }) =>
    tag(
      'tr',
      {},
      tag('th', { scope: 'row' }, inCode(id), tag('span', { class: 'says' }, both(says))),
      ...columns.map((column) => {
        const cell = cells.find((one) => isIn(column, one));
        return tag('td', {}, cell === undefined ? '' : both(observedText(cell)));
      }),
      areKnown ? tag('td', {}, settingsLinks(settings)) : '',
    ),
  );
  return [
    tag(
      'table',
      { class: 'observations' },
      tag('thead', {}, tag('tr', {}, ...head)),
      tag('tbody', {}, ...rows),
    ),
  ];
}
