import { setTimeout as pass } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { watchStandstill } from '../../../harness/base/standstill.ts';
import { compute } from '../../support/compute.ts';

test('tells how long the process stood still at most, also while it does', async () => {
  using watch = watchStandstill();
  await pass(60);
  compute(300);
  expect(watch.longest).toBeGreaterThanOrEqual(300);
  await pass(60);
  expect(watch.longest).toBeGreaterThanOrEqual(300);
});

test('tells how long a turn takes in the slowest two seconds, whatever comes after them', async () => {
  using watch = watchStandstill();
  expect(watch.slowest).toBe(0);
  const began = performance.now();
  while (performance.now() - began < 2_500) {
    compute(100);
    await pass(1);
  }
  expect(watch.slowest).toBeGreaterThanOrEqual(80);
});

test('does not count what came before it, or after', async () => {
  using earlier = watchStandstill();
  await pass(40);
  compute(300);
  const watch = watchStandstill();
  watch[Symbol.dispose]();
  compute(300);
  expect(watch.longest).toBeLessThan(300);
  expect(earlier.longest).toBeGreaterThanOrEqual(300);
});
