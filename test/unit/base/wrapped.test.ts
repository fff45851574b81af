import { expect, test } from 'vitest';
import { columns } from '../../../harness/base/columns.ts';
import { wrapped } from '../../../harness/base/wrapped.ts';

test('a text is broken between words, and what follows is indented', () => {
  expect(wrapped('emqx: not started, image not available', 20)).toEqual([
    'emqx: not started,',
    '  image not',
    '  available',
  ]);
});

test('Japanese is broken anywhere, by what it takes on a screen', () => {
  const lines = wrapped('イメージがこのマシンになく、取得もできません', 20);
  expect(lines).toEqual(['イメージがこの', '  マシンになく、', '  取得もできません']);
  for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(20);
});

test('a word that is longer stays whole', () => {
  expect(wrapped('see https://example.org/a/b/c now', 12)).toEqual([
    'see',
    '  https://example.org/a/b/c',
    '  now',
  ]);
});

test('what fits stays as it is, spaces included', () => {
  expect(wrapped('  1  2', 6)).toEqual(['  1  2']);
  expect(wrapped('', 6)).toEqual(['']);
});

test('a line break stays one, and what follows it is indented', () => {
  expect(wrapped('it did not come; the trace ends with\nyou → broker  CONNECT\nend', 30)).toEqual([
    'it did not come; the trace',
    '  ends with',
    '  you → broker  CONNECT',
    '  end',
  ]);
});

test.for([
  ['チケットを 1 行ずつ出力し', ['チケットを', '1 行ずつ出力し']],
  ['ないからです。1 通目のあと', ['ないからです。', '1 通目のあと']],
  ['どのトピック名も流れない', ['どの', 'トピック名も', '流れない']],
  ['500 ミリ秒待って', ['500 ミリ秒', '待って']],
] as const)('a number stays with its counter, and a suffix with its word: %s', ([text, lines]) => {
  expect(wrapped(text, 14, '')).toEqual(lines);
});
