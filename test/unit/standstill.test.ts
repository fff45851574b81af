import { setTimeout as pass } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { watchStandstill } from '../../harness/standstill.ts';
import { compute } from './compute.ts';

test('tells how long the process stood still at most, also while it does', async () => {
  using watch = watchStandstill();
  await pass(60);
  compute(300);
  expect(watch.longest).toBeGreaterThanOrEqual(300);
  await pass(60);
  expect(watch.longest).toBeGreaterThanOrEqual(300);
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
