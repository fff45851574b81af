import { describe, expect, test } from 'vitest';
import { same } from '../../../../harness/base/text.ts';
import type { KnownDeviation } from '../../../../harness/brokers/deviations/known-deviation.ts';
import {
  type Outcome,
  type Recognised,
  recognise,
} from '../../../../harness/brokers/deviations/recognise.ts';
import { deviationWords } from '../../../../harness/brokers/deviations/words.ts';
import { isUnexpected } from '../../../../harness/lab/events.ts';

const delay: KnownDeviation = {
  claim: 'will.delay',
  broker: 'mosquitto',
  since: '2.0.11',
  mended: '2.1.0',
  lookedAt: ['2.0.11', '2.0.22'],
  protocolVersions: [5],
  statement: 'MQTT-3.1.2-8',
  seen: { sent: 'early' },
  does: same('hurries'),
  wire: [],
  link: 'https://example.org/',
  file: 'harness/brokers/mosquitto/deviations.ts',
};
const { mended: _, ...open } = delay;

const on = (
  version: string | undefined,
  { result = 'broken', seen = { sent: 'early' }, ...rest }: Partial<Outcome> = {},
  all: readonly KnownDeviation[] = [delay],
  name = 'mosquitto',
): Recognised | undefined =>
  recognise({ claim: 'will.delay', protocolVersion: 5, result, seen, ...rest }, { name, version }, all);

const holds = { result: 'holds', seen: { sent: 'in time' } } as const;
/** What is said in English, `news` where nothing is known of the break, `-` where there is nothing to say. */
const said = (found: Recognised | undefined) => found && deviationWords(found).en;

describe('broken as it is known to be, it is known', () => {
  test.for<[string | undefined, string]>([
    ['2.0.11', 'known deviation'],
    ['2.0.11-1+deb12u1', 'known deviation'],
    ['mosquitto version 2.0.22', 'known deviation'],
    ['2.0.15', 'known deviation, looked at on 2.0.11 and 2.0.22'],
    ['2.0.23', 'known deviation, last looked at on 2.0.22'],
    ['2.1.0-rc1', 'known deviation, last looked at on 2.0.22'],
    [undefined, 'known deviation, version not known, last looked at on 2.0.22'],
    ['nightly', 'known deviation, version not known, last looked at on 2.0.22'],
    ['2', 'known deviation, version not known, last looked at on 2.0.22'],
  ])('on %s: %s', ([version, words]) => {
    const found = on(version);
    expect(said(found)).toBe(words);
    expect(isUnexpected({ result: 'broken', ...(found && { deviation: found }) })).toBe(false);
  });

  test.for([
    ['24.2', undefined],
    ['24.3', 'known'],
    ['24.11.1-1', 'known'],
    ['24.12-rc1', 'known'],
    ['24.12', 'returned'],
  ] as const)('on a broker whose versions have two numbers, on %s: %s', ([version, is]) => {
    const twoNumbers = { ...delay, since: '24.3', lookedAt: ['24.3'], mended: '24.12' };
    expect(on(version, {}, [twoNumbers])?.is).toBe(is);
  });

  test('also on versions before those looked at, where its sources say so', () => {
    const read = { ...delay, since: '2.0.0' };
    expect(said(on('2.0.5', {}, [read]))).toBe('known deviation, first looked at on 2.0.11');
  });

  test('as data: bytes that were seen are those of a report', () => {
    const bytes = { ...delay, seen: { bytes: Buffer.from('x') } };
    const seen: unknown = JSON.parse(JSON.stringify(bytes.seen));
    expect(on('2.0.11', { seen }, [bytes])?.is).toBe('known');
  });
});

describe('broken otherwise, it is news', () => {
  test.for<[string, Recognised | undefined]>([
    ['something else is seen', on('2.0.11', { seen: { sent: 'late' } })],
    ['something else is seen, on an unknown version', on(undefined, { seen: { sent: 'late' } })],
    ['on a version before it was seen', on('2.0.10')],
    ['under the other version of MQTT', on('2.0.11', { protocolVersion: 4 })],
    ['another claim', on('2.0.11', { claim: 'will.taken-over' })],
    ['another broker', on('2.0.11', {}, [delay], 'emqx')],
    ['nothing is known', on('2.0.11', {}, [])],
  ])('%s', ([, found]) => {
    expect(found).toBeUndefined();
    expect(isUnexpected({ result: 'broken' })).toBe(true);
  });

  test.for(['2.1.0', '2.1.0-1ubuntu1', '2.2.0'])('mended before %s: it is back', (version) => {
    const found = on(version);
    expect(said(found)).toBe('a known deviation is back, 2.1.0 had mended it');
    expect(isUnexpected({ result: 'broken', ...(found && { deviation: found }) })).toBe(true);
  });

  test('mended, and broken in another way', () => {
    expect(on('2.1.0', { seen: { sent: 'late' } })).toBeUndefined();
  });
});

describe('where it holds', () => {
  test.for<[string, string]>([
    ['2.0.23', "mended: '2.0.23'"],
    ['2.0.23-1ubuntu1', "mended: '2.0.23'"],
    ['2.0.15', 'seen on 2.0.22, not on 2.0.15: sometimes: …, or a range for each'],
    ['2.0.22', 'seen on 2.0.22, not on 2.0.22: sometimes: …, or a range for each'],
  ])('within the range, on %s, that is good news, with the line to change', ([version, change]) => {
    const found = on(version, holds);
    expect(found?.is).toBe('disappeared');
    expect(found?.note?.en).toBe(`harness/brokers/mosquitto/deviations.ts, will.delay: ${change}`);
    expect(said(found)).toBe(`a known deviation has disappeared (${found?.note?.en})`);
  });

  test.for<[string, string | undefined]>([
    ['before the range', '2.0.10'],
    ['from the version on that mended it', '2.1.0'],
    ['on a pre-release of that version', '2.1.0-rc1'],
    ['on a version that is not known', undefined],
  ])('%s, it is no news', ([, version]) => {
    expect(on(version, holds)).toBeUndefined();
  });

  test('no end is known: good news on any later version', () => {
    expect(on('3.0.0', holds, [open])?.note?.en).toContain("mended: '3.0.0'");
  });

  test('one that happens only sometimes is no news, and known where it happens', () => {
    const race = { ...delay, sometimes: same('a race') };
    expect(on('2.0.22', holds, [race])).toBeUndefined();
    expect(on('2.0.22', {}, [race])?.is).toBe('known');
  });
});

describe('a claim may have several', () => {
  const early = { ...delay, since: '2.0.11', mended: '2.0.13', lookedAt: ['2.0.11'] };
  const late = { ...delay, since: '2.1.0', mended: '2.1.2', lookedAt: ['2.1.1'], seen: 'late' };
  const both = [early, late];

  test.for<[string, unknown, Recognised['is'] | undefined]>([
    ['2.0.11', early.seen, 'known'],
    ['2.0.11', late.seen, undefined],
    ['2.0.13', early.seen, 'returned'],
    ['2.1.1', late.seen, 'known'],
    ['2.1.1', early.seen, 'returned'],
    ['2.1.2', late.seen, 'returned'],
  ])('%s, %j: %s', ([version, seen, is]) => {
    expect(on(version, { seen }, both)?.is).toBe(is);
  });

  test('between two ranges nothing is known, and holding is no news', () => {
    expect(on('2.0.20', holds, both)).toBeUndefined();
  });
});
