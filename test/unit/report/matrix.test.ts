import { expect, test } from 'vitest';
import { same } from '../../../harness/base/text.ts';
import { knownDeviations } from '../../../harness/brokers/deviations/all.ts';
import type { Recognised } from '../../../harness/brokers/deviations/recognise.ts';
import { exitCodeOf } from '../../../harness/report/cell-verdict.ts';
import { changesOf } from '../../../harness/report/changes.ts';
import { findingLines, summaryLine, verdictLines } from '../../../harness/report/findings.ts';
import { interrupted } from '../../../harness/report/interrupted.ts';
import type { Cell, Matrix } from '../../../harness/report/matrix.ts';
import { matrixLines } from '../../../harness/report/terminal.ts';

const mosquitto = { label: 'mosquitto 2.0.22', name: 'mosquitto' };
const cell = (claim: string, result: Cell['result'], more: Partial<Cell> = {}): Cell => ({
  broker: mosquitto.label,
  protocolVersion: 5,
  claim,
  result,
  ...more,
});
const [one] = knownDeviations;
if (one === undefined) throw new Error('there is a known deviation to show');
const deviation: Recognised = { ...one, is: 'known' };
const note = same('last looked at on 1.2.3');

const matrixOf = (cells: readonly Cell[], more: Partial<Matrix> = {}): Matrix => ({
  brokers: [mosquitto],
  claims: [...new Set(cells.map(({ claim }) => claim))].map((id) => ({ id, says: same(id), statements: {} })),
  cells,
  observations: [],
  ...more,
});

test('claims are rows, brokers under a protocol version are columns', () => {
  const cells = [
    cell('retain.cleared', 'holds'),
    cell('retain.cleared', 'broken', { protocolVersion: 4 }),
    cell('session.expired', 'not-run'),
  ];
  expect(matrixLines(matrixOf(cells))).toEqual([
    '                 mosquitto 2.0.22',
    '                 MQTT 3.1.1    MQTT 5',
    'retain.cleared   ✘ BROKEN      ✔',
    'session.expired  ·             ? not run',
  ]);
});

test('the last lines are a verdict for each broker, also for one that could not be started', () => {
  const emqx = { label: 'emqx', name: 'emqx', notStarted: same('image not available') };
  const newer = { label: 'mosquitto 2.1.2', name: 'mosquitto', lost: same('it no longer answers') };
  const cells = [
    cell('a.b', 'holds'),
    cell('a.c', 'unsupported'),
    cell('a.d', 'broken', { deviation }),
    cell('a.b', 'broken', { broker: newer.label }),
  ];
  const matrix = matrixOf(cells, { brokers: [mosquitto, newer, emqx] });
  expect(findingLines(matrix, 'en').slice(-4)).toEqual([
    'mosquitto 2.0.22: 1 hold, 1 unsupported, 1 known deviation, 0 broken',
    'mosquitto 2.1.2: 1 BROKEN',
    'mosquitto 2.1.2: it no longer answers',
    'emqx: not started, image not available',
  ]);
  expect(verdictLines(matrix, 'ja')[0]).toBe('mosquitto 2.0.22: 成立 1、非対応 1、既知の逸脱 1、不成立 0');
  expect(verdictLines(matrixOf([], { brokers: [emqx] }), 'en')).toEqual([
    'emqx: not started, image not available',
  ]);
});

test('a known deviation is marked and told in words', () => {
  const lines = matrixLines(matrixOf([cell('redelivery.dup', 'broken', { deviation })]));
  expect(lines[2]).toMatch(/^redelivery\.dup {2}≠ known$/);
  expect(lines[3]).toContain(deviation.does.en);
  expect(lines[3]).toContain(deviation.link);
});

test('a known deviation that has disappeared is reported', () => {
  const lines = matrixLines(
    matrixOf([cell('redelivery.dup', 'holds', { deviation: { ...deviation, is: 'disappeared', note } })]),
  );
  expect(lines[2]).toContain('✔ disappeared');
  expect(lines[3]).toContain('a known deviation has disappeared (last looked at on 1.2.3)');
});

test('a known deviation on a version that was not looked at says so', () => {
  const lines = matrixLines(
    matrixOf([cell('redelivery.dup', 'broken', { deviation: { ...deviation, note } })]),
  );
  expect(lines[2]).toMatch(/^redelivery\.dup {2}≠ known$/);
  expect(lines[3]).toContain(`${one.does.en} (last looked at on 1.2.3). ${one.link}`);
});

test('a known deviation that is back is broken, and told as such', () => {
  const matrix = matrixOf([cell('a.b', 'broken', { deviation: { ...deviation, is: 'returned', note } })]);
  expect(matrixLines(matrix)[2]).toMatch(/✘ BROKEN$/);
  expect(findingLines(matrix, 'en')).toContain('    a known deviation is back, last looked at on 1.2.3');
  expect(exitCodeOf(matrix)).toBe(1);
});

test('a broker that nobody gave a name is told by its own word', () => {
  const identity = { name: 'mosquitto', version: '2.0.11', ownWord: true } as const;
  const url = 'mqtt://127.0.0.1:1883';
  const lines = matrixLines(matrixOf([], { brokers: [{ label: url, name: url, identity }, mosquitto] }));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`${url} says it is mosquitto 2.0.11: its known deviations`);
});

test.for<[string, 0 | 1 | 2, Partial<Matrix>]>([
  ['all hold', 0, { cells: [cell('a.b', 'holds')] }],
  ['a known deviation', 0, { cells: [cell('a.b', 'broken', { deviation })] }],
  [
    'something left out, something unsupported',
    0,
    { cells: [cell('a.b', 'not-run', { leftOut: true }), cell('a.c', 'unsupported')] },
  ],
  ['something is broken', 1, { cells: [cell('a.b', 'broken'), cell('a.c', 'holds')] }],
  ['something was to be run, and was not', 2, { cells: [cell('a.b', 'not-run'), cell('a.c', 'broken')] }],
  [
    'a broker was not started',
    2,
    { brokers: [mosquitto, { label: 'emqx', name: 'emqx', notStarted: same('no') }] },
  ],
  ['a broker was lost', 2, { brokers: [{ ...mosquitto, lost: same('gone') }] }],
])('exit code where %s: %i', ([, code, parts]) => {
  expect(exitCodeOf(matrixOf(parts.cells ?? [], parts))).toBe(code);
});

test('what changed is told of versions of one broker, and of no others', () => {
  const newer = { label: 'mosquitto 2.1.2', name: 'mosquitto' };
  const emqx = { label: 'emqx 5.8.9', name: 'emqx' };
  const cells = [
    cell('a.mended', 'broken'),
    cell('a.mended', 'holds', { broker: newer.label }),
    cell('a.mended', 'broken', { broker: emqx.label }),
    cell('a.same', 'holds'),
    cell('a.same', 'holds', { broker: newer.label }),
    cell('a.unknown', 'holds'),
    cell('a.unknown', 'not-run', { broker: newer.label }),
  ];
  const seen = (broker: string, value: number) => ({
    broker,
    protocolVersion: 5 as const,
    seen: value,
    text: same(String(value)),
  });
  const observations = [
    { id: 'o.differs', says: same('o'), cells: [seen(mosquitto.label, 20), seen(newer.label, 32)] },
    { id: 'o.same', says: same('o'), cells: [seen(mosquitto.label, 1), seen(newer.label, 1)] },
  ];
  const changes = changesOf(matrixOf(cells, { brokers: [mosquitto, emqx, newer], observations }));
  expect(changes.map(({ id, from, to, before, after }) => [id, from, before.en, to, after.en])).toEqual([
    ['a.mended', 'mosquitto 2.0.22', 'BROKEN', 'mosquitto 2.1.2', 'holds'],
    ['o.differs', 'mosquitto 2.0.22', '20', 'mosquitto 2.1.2', '32'],
  ]);
});

test('a summary counts deviations as a person does', () => {
  const known = (id: string) => cell(id, 'broken', { deviation });
  expect(summaryLine({ cells: [known('a.b')] }, 'en')).toBe('1 known deviation');
  expect(summaryLine({ cells: [known('a.b'), known('a.c')] }, 'en')).toBe('2 known deviations');
  expect(
    summaryLine({ cells: [cell('a.b', 'holds', { deviation: { ...deviation, is: 'disappeared' } })] }, 'en'),
  ).toBe('1 known deviation disappeared');
});

test('the summary of a run that was ended says so', () => {
  const cells = [cell('a.b', 'holds'), cell('a.c', 'not-run', { reason: interrupted })];
  expect(summaryLine({ cells }, 'en')).toBe('interrupted: 1 hold, 1 not run');
  expect(summaryLine({ cells }, 'ja')).toBe('途中で中断: 成立 1、実行できず 1');
  const lost = [cell('a.c', 'not-run', { reason: same('the broker no longer answers') })];
  expect(summaryLine({ cells: lost }, 'en')).toBe('1 not run');
});

test('a line names the broker only where there are several columns', () => {
  const reason = same('about time');
  const seen = { broker: mosquitto.label, protocolVersion: 5 as const, seen: 1, text: same('one') };
  const observations = [{ id: 'o.one', says: same('how many?'), cells: [seen] }];
  const left = cell('a.b', 'not-run', { leftOut: true, reason });
  expect(findingLines(matrixOf([left], { observations }), 'en')).toEqual([
    '',
    '· left out:',
    '    a.b: about time',
    '',
    '• o.one  how many?',
    '    one',
    '',
    'mosquitto 2.0.22: 1 left out, 0 broken',
  ]);
  const both = matrixOf([left, cell('a.b', 'holds', { protocolVersion: 4 })], { observations });
  expect(findingLines(both, 'en')).toContain('· mosquitto 2.0.22 · MQTT 5, left out (1): about time');
  expect(findingLines(both, 'en')).toContain('    mosquitto 2.0.22 · MQTT 5: one');
});
