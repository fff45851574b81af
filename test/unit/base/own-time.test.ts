import { expect, test } from 'vitest';
import { afterOwnTime, ownStopwatch, ownTimeSignal } from '../../../harness/base/own-time.ts';
import { compute } from '../../support/compute.ts';

const over = (ms: number) => new Promise<void>((resolve) => void afterOwnTime(ms, resolve));

test('is over after its time, not before', async () => {
  const began = performance.now();
  await over(100);
  expect(performance.now() - began).toBeGreaterThanOrEqual(100);
});

test('does not count what the process could not look at', async () => {
  let isOver = false;
  afterOwnTime(100, () => {
    isOver = true;
  });
  const byTheWall = new Promise((resolve) => setTimeout(resolve, 100));
  compute(500);
  await byTheWall;
  expect(isOver).toBe(false);
});

test('the shorter is over first, whichever was asked for first', async () => {
  const order: string[] = [];
  await Promise.all([over(100).then(() => order.push('long')), over(20).then(() => order.push('short'))]);
  expect(order).toEqual(['short', 'long']);
});

test('is never over once it is withdrawn', async () => {
  const withdraw = afterOwnTime(20, () => expect.unreachable());
  withdraw();
  await over(60);
});

test('a signal says that time is up, as AbortSignal.timeout does', async () => {
  const signal = ownTimeSignal(20);
  expect(signal.aborted).toBe(false);
  await over(60);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

test('a stopwatch measures what the process could look at', async () => {
  using watch = ownStopwatch();
  await over(100);
  const before = watch.ms;
  expect(before).toBeGreaterThanOrEqual(100);
  compute(500);
  await over(20);
  // Two turns, and the one that has begun.
  expect(watch.ms - before).toBeLessThanOrEqual(60);
});
