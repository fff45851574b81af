import type { Language } from '../base/text.ts';
import { element, escapeXml } from '../base/xml.ts';
import { deviationWords } from '../brokers/deviations/words.ts';
import type { Claim } from '../lab/claim.ts';
import { cellVerdictOf } from './cell-verdict.ts';
import { evidenceLines } from './evidence.ts';
import { expectedWord, seenWord, whenWord } from './findings.ts';
import type { Cell } from './matrix.ts';
import { type Column, cellFinder, columnsOf } from './matrix.ts';
import { inWords, whereOf } from './notes.ts';
import type { Report } from './report.ts';
import { onOneLine, shownValue } from './value.ts';

/**
 * The matrix as JUnit XML for build servers: a suite for each broker under each protocol version, and one with a failed test for a
 * broker that was not started. A claim broken in an unknown way is a failure; one that could not be run is an error.
 */
export function junitXml(report: Report, language: Language): string {
  const find = cellFinder(report);
  const suites = columnsOf(report).map((column) => {
    const cases = report.claims.flatMap((claim) => {
      const cell = find(claim.id, column);
      return cell === undefined ? [] : [{ claim, cell }];
    });
    return suite(column, cases, report, language);
  });
  const absent = report.brokers.flatMap(({ label, notStarted }) => {
    if (notStarted === undefined) return [];
    const error = element('error', { message: notStarted[language] });
    const counts = { tests: 1, failures: 0, errors: 1, skipped: 0 };
    return element(
      'testsuite',
      { name: label, ...counts },
      element('testcase', { classname: label, name: 'start' }, error),
    );
  });
  const all = element(
    'testsuites',
    { name: 'mqtt-hands-on', time: seconds(report.milliseconds) },
    ...suites,
    ...absent,
  );
  const lines = all.split('\n').map(onOneLine).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines}\n`;
}

interface Case {
  readonly claim: Claim;
  readonly cell: Cell;
}

function suite(column: Column, cases: readonly Case[], { startedAt }: Report, language: Language): string {
  const name = whereOf({ broker: column.broker.label, protocolVersion: column.protocolVersion });
  const outcomes = cases.map(({ cell }) => outcomeOf(cell, language));
  const count = (kind: string) => outcomes.filter((outcome) => outcome.kind === kind).length;
  return element(
    'testsuite',
    {
      name,
      tests: cases.length,
      failures: count('failure'),
      errors: count('error'),
      skipped: count('skipped'),
      timestamp: startedAt.toISOString(),
    },
    ...cases.map(({ claim, cell }, at) =>
      element(
        'testcase',
        {
          classname: name,
          name: `${claim.id}: ${claim.says[language]}`,
          time: seconds(cell.milliseconds ?? 0),
        },
        ...(outcomes[at]?.elements ?? []),
        ...noted(cell, language),
      ),
    ),
  );
}

const noted = ({ notes = [] }: Cell, language: Language): string[] =>
  notes.map((note) => element('system-out', {}, escapeXml(note[language])));

interface Outcome {
  readonly kind: 'passed' | 'failure' | 'error' | 'skipped';
  readonly elements: readonly string[];
}

function outcomeOf(cell: Cell, language: Language): Outcome {
  const reason = cell.reason?.[language] ?? '';
  switch (cellVerdictOf(cell)) {
    case 'broken':
      return { kind: 'failure', elements: [failure(cell, language)] };
    case 'not-run':
      return { kind: 'error', elements: [element('error', { message: reason })] };
    case 'known':
      return skipped(deviationLine(cell, language));
    case 'unsupported':
      return skipped(`unsupported: ${reason}`);
    case 'left-out':
      return skipped(reason);
    case 'disappeared':
      return {
        kind: 'passed',
        elements: [element('system-out', {}, escapeXml(deviationLine(cell, language)))],
      };
    case 'holds':
      return { kind: 'passed', elements: [] };
  }
}

const skipped = (message: string): Outcome => ({
  kind: 'skipped',
  elements: [element('skipped', { message })],
});

function deviationLine({ deviation }: Cell, language: Language): string {
  if (deviation === undefined) return '';
  return `${deviationWords(deviation)[language]}: ${deviation.does[language]} ${deviation.link}`;
}

function failure(cell: Cell, language: Language): string {
  const expected = `${expectedWord[language]}: ${shownValue(cell.expected)}`;
  const seen = `${seenWord[language]}: ${shownValue(cell.seen)}`;
  const when = cell.situation ? [`${whenWord[language]}: ${inWords(cell.situation)[language]}`] : [];
  const known = cell.deviation ? [deviationLine(cell, language)] : [];
  const text = [...when, expected, seen, ...known, ...evidenceLines(cell, language)].join('\n');
  return element('failure', { message: `${expected}; ${seen}`, type: 'broken' }, escapeXml(text));
}

/** Seconds to a millisecond. Returns text, because numbers in attributes are rounded to a tenth. */
const seconds = (milliseconds: number): string => (milliseconds / 1_000).toFixed(3);
