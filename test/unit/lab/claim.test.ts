import { describe, expect, test } from 'vitest';
import { between, expectation, matches, oneOf, relevant } from '../../../harness/lab/claim.ts';

describe('what was seen is what was expected', () => {
  test.for<[string, unknown, unknown]>([
    ['the same value', 0, 0],
    ['an object, by the fields that are expected', { retain: true }, { retain: true, payload: 'open' }],
    ['a list, item by item', [{ qos: 1 }, { qos: 2 }], [{ qos: 1, dup: false }, { qos: 2 }]],
    ['nothing at all', [], []],
    ['a number in a window', between(1_500, 3_000, 'ms'), 1_500],
    ['one of some values', oneOf(0, 0x10), 0x10],
    ['a condition inside an object', { ms: between(0, 10) }, { ms: 3 }],
  ])('%s', ([, expected, seen]) => {
    expect(matches(expected, seen)).toBe(true);
  });
});

describe('what was seen is not what was expected', () => {
  test.for<[string, unknown, unknown]>([
    ['another value', 0, 1],
    ['another type', 0, '0'],
    ['a field that differs', { retain: true }, { retain: false }],
    ['a field that is missing', { retain: true }, {}],
    ['undefined for an object', { retain: true }, undefined],
    ['one item more', [{ qos: 1 }], [{ qos: 1 }, { qos: 1 }]],
    ['one item less', [{ qos: 1 }], []],
    ['something where nothing was expected', [], [{ payload: 'open' }]],
    ['another order', ['a', 'b'], ['b', 'a']],
    ['outside a window', between(1_500, 3_000, 'ms'), 3_001],
    ['no number in a window', between(0, 1), '0'],
    ['none of some values', oneOf(0, 0x10), 0x80],
  ])('%s', ([, expected, seen]) => {
    expect(matches(expected, seen)).toBe(false);
  });
});

test('the report of an expectation is data', () => {
  expect(expectation({ ms: between(1, 2, 'ms'), to: [oneOf('a')] })).toEqual({
    ms: 'from 1 to 2 ms',
    to: ['one of "a"'],
  });
});

test('the report of what was seen speaks only of what was expected', () => {
  expect(
    relevant(
      [{ retain: true }],
      [
        { retain: false, payload: 'open' },
        { retain: true, dup: true },
      ],
    ),
  ).toEqual([{ retain: false }, { retain: true }]);
});
