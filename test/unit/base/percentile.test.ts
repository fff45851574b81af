import { expect, test } from 'vitest';
import { percentile } from '../../../harness/base/percentile.ts';

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

test.for([
  [0, 1],
  [0.5, 50],
  [0.99, 99],
  [1, 100],
] as const)('of 1 to 100 in any order, %d is %d', ([share, value]) => {
  expect(percentile(hundred, share)).toBe(value);
});

test('of one value, every share is that value', () => {
  expect([0, 0.5, 0.99, 1].map((share) => percentile([7], share))).toEqual([7, 7, 7, 7]);
});

test('the values stay in their order', () => {
  const values = [3, 1, 2];
  percentile(values, 0.5);
  expect(values).toEqual([3, 1, 2]);
});

test('of nothing, there is no number', () => {
  expect(percentile([], 0.5)).toBeNaN();
});
