import { expect, test } from 'vitest';
import { knownDeviations } from '../../../harness/deviations/known-deviations.ts';
import { type Cell, matrixLines } from '../../../harness/report/matrix.ts';

const cell = (claim: string, result: Cell['result'], more: Partial<Cell> = {}): Cell => ({
  broker: 'mosquitto 2.0.22',
  protocolVersion: 5,
  claim,
  result,
  ...more,
});
const [deviation] = knownDeviations;

test('claims are rows, brokers under a protocol version are columns', () => {
  const cells = [
    cell('retain.cleared', 'holds'),
    cell('retain.cleared', 'broken', { protocolVersion: 4 }),
    cell('session.expired', 'not-run'),
  ];
  expect(matrixLines({ cells, notStarted: [] })).toEqual([
    '                 mosquitto 2.0.22',
    '                 MQTT 5        MQTT 3.1.1',
    'retain.cleared   ✔             ✘ BROKEN',
    'session.expired  ? not run     ·',
  ]);
});

test('what could not be started is listed with its reason, also where nothing else is', () => {
  const notStarted = [{ broker: 'emqx', reason: 'image not available' }];
  expect(matrixLines({ cells: [], notStarted })).toEqual(['emqx: not started, image not available']);
});

test('a known deviation is marked and told in words', () => {
  const lines = matrixLines({ cells: [cell('redelivery.dup', 'broken', { deviation })], notStarted: [] });
  expect(lines[2]).toMatch(/^redelivery\.dup {2}≠ known$/);
  expect(lines[3]).toContain(deviation?.does.en);
  expect(lines[3]).toContain(deviation?.link);
});

test('a known deviation that has disappeared is reported', () => {
  const lines = matrixLines({ cells: [cell('redelivery.dup', 'holds', { deviation })], notStarted: [] });
  expect(lines[2]).toContain('✔ again');
  expect(lines[3]).toContain('has disappeared');
});
