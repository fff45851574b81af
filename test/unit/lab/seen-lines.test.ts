import { expect, test } from 'vitest';
import { DeadlineError, notCome } from '../../../harness/base/deadline.ts';
import { between, conditionIn, oneOf } from '../../../harness/lab/claim.ts';
import { seenLines } from '../../../harness/lab/terminal/seen-lines.ts';

const window = conditionIn(between(1_000, 9_000, 'ms'));
if (window === undefined) throw new Error('between is a condition');

test('a claim about time that holds shows the measured time and its window', () => {
  const claim = { result: 'holds', expected: 'from …', seen: 1_523, condition: window } as const;
  expect(seenLines(claim, 'en')).toEqual([
    ['seen', '1523'],
    ['expected', 'from 1000 to 9000 ms'],
  ]);
  expect(seenLines(claim, 'ja')).toEqual([
    ['seen', '1523'],
    ['expected', '1000 から 9000 まで(ミリ秒)'],
  ]);
});

test('any other claim that holds shows nothing', () => {
  expect(seenLines({ result: 'holds', expected: 1, seen: 1 }, 'en')).toEqual([]);
});

test('what did not come is told in the language of the run, its packets in lines of their own', () => {
  const missing = notCome(new DeadlineError({ en: 'PINGRESP; it ends with\na\nb', ja: 'PINGRESP\na' }, 20));
  const claim = { result: 'broken', expected: 'PINGRESP', seen: 'waited', missing } as const;
  expect(seenLines(claim, 'en')[1]).toEqual([
    'seen',
    'did not come within 20 ms: PINGRESP; it ends with\n        a\n        b',
  ]);
  expect(seenLines(claim, 'ja')[1]?.[1]).toMatch(/^20 ミリ秒待っても来ませんでした: PINGRESP\n/);
});

test('a choice is told in both languages', () => {
  expect(conditionIn(oneOf('a', 2))).toEqual({ en: 'one of "a", 2', ja: '"a", 2 のどれか' });
});
