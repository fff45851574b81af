import { expect, test } from 'vitest';
import { same } from '../../../../harness/base/text.ts';
import { knownDeviations } from '../../../../harness/brokers/deviations/all.ts';
import type { Recognised } from '../../../../harness/brokers/deviations/recognise.ts';
import type { Cell } from '../../../../harness/report/matrix.ts';
import { digestParts } from '../../../support/digest/digest.ts';

const [one] = knownDeviations;
if (one === undefined) throw new Error('there is a known deviation to show');
const deviation: Recognised = { ...one, is: 'known' };

const cell = (claim: string, result: Cell['result'], more: Partial<Cell> = {}): Cell => ({
  broker: 'mosquitto 2.0.22',
  protocolVersion: 5,
  claim,
  result,
  ...more,
});

/** The digest of cells; `talk.…` are the talk's claims. */
function digest(cells: readonly Cell[], language: 'en' | 'ja' = 'en'): string[][] {
  const ids = [...new Set(cells.map(({ claim }) => claim))];
  const matrix = {
    brokers: [
      { label: 'embedded', name: 'embedded', notStarted: same('no') },
      { label: 'mosquitto 2.0.22', name: 'mosquitto' },
      { label: 'emqx 5.8.9', name: 'emqx' },
    ],
    claims: ids.map((id) => ({ id, says: same(id), statements: {} })),
    cells,
    observations: [],
  };
  const talk = new Set(ids.filter((id) => id.startsWith('talk.')));
  return digestParts({ matrix, talk }, language, 80);
}

test('the talk stands claim by claim: a mark a protocol version, a cell a broker that was there', () => {
  const [talk] = digest([
    cell('talk.kept', 'holds'),
    cell('talk.kept', 'broken', { protocolVersion: 4 }),
    cell('talk.expires', 'broken', { deviation }),
    cell('talk.expires', 'not-run', { broker: 'emqx 5.8.9', leftOut: true }),
  ]);
  expect(talk).toEqual([
    'The talk, claim by claim, under MQTT 3.1.1 and MQTT 5',
    '1 mosquitto 2.0.22 · 2 emqx 5.8.9',
    '             1  2',
    'talk.kept    ✘✔',
    'talk.expires  ≠  ·',
  ]);
});

test('the rest is counted by theme, a cell a broker', () => {
  const [themes] = digest([
    cell('retain.one', 'holds'),
    cell('qos.one', 'unsupported'),
    cell('retain.two', 'holds', { protocolVersion: 4 }),
    cell('retain.two', 'holds', { deviation: { ...deviation, is: 'disappeared' } }),
    cell('retain.three', 'broken', { deviation }),
    cell('retain.three', 'broken', { broker: 'emqx 5.8.9' }),
  ]);
  expect(themes).toEqual([
    'The rest of the specification: results by theme',
    '1 mosquitto 2.0.22 · 2 emqx 5.8.9',
    '       1      2',
    'retain  3✔ 1≠  1✘',
    'qos     1–',
  ]);
});

test('only the marks that are there are explained', () => {
  expect(digest([cell('a.b', 'holds')])[1]).toEqual(['✔ holds']);
  expect(digest([cell('a.b', 'holds'), cell('a.c', 'broken')], 'ja')[1]).toEqual(['✔ 成立  ✘ 不成立']);
});

test('known deviations are counted by broker; what is news is told in words', () => {
  const parts = digest([
    cell('a.b', 'broken', { deviation }),
    cell('a.b', 'broken', { deviation, protocolVersion: 4 }),
    cell('a.c', 'broken', { deviation, broker: 'emqx 5.8.9' }),
    cell('a.d', 'holds', { deviation: { ...deviation, is: 'disappeared' } }),
  ]);
  const [, first, second, news, ...rest] = parts.at(-1) ?? [];
  expect(first).toBe('≠ mosquitto 2.0.22: 2 known deviations, in 1 claim');
  expect(second).toBe('≠ emqx 5.8.9: 1 known deviation, in 1 claim');
  expect(news).toContain(
    `✔ mosquitto 2.0.22: a.d [${deviation.statement}]: a known deviation has disappeared`,
  );
  expect(rest).toEqual([]);
});

test('why something was not judged, and what is to be known of the rest, each with how many claims', () => {
  const reason = same('about time');
  const notes = [same('measured again')];
  const parts = digest([
    cell('a.b', 'not-run', { leftOut: true, reason }),
    cell('a.c', 'not-run', { leftOut: true, reason, protocolVersion: 4 }),
    cell('a.d', 'unsupported', { reason: same('CONNACK says so') }),
    cell('a.e', 'holds', { notes }),
    cell('a.e', 'holds', { notes, protocolVersion: 4 }),
  ]);
  expect(parts.at(-1)?.slice(1)).toEqual([
    '– mosquitto 2.0.22 · MQTT 5, unsupported (1): CONNACK says so',
    '· mosquitto 2.0.22 · MQTT 3.1.1 · MQTT 5, left out (2): about time',
    '! mosquitto 2.0.22 (1): measured again',
  ]);
});

test('where no broker was asked, there is nothing to say', () => {
  expect(digest([])).toEqual([]);
});
