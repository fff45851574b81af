import { expect, test } from 'vitest';
import { RateLimit } from '../../../harness/verify/rate-limit.ts';

const never = new AbortController().signal;

/** Milliseconds until it is the next one's turn. */
async function wait(rateLimit: RateLimit, signal = never): Promise<number> {
  const began = performance.now();
  await rateLimit.turn(signal);
  return performance.now() - began;
}

test('who wants to begin waits until what was sent is paid for', async () => {
  const rateLimit = new RateLimit(100);
  await wait(rateLimit);
  const began = performance.now();
  for (let packets = 0; packets < 10; packets++) rateLimit.count();
  await wait(rateLimit);
  expect(performance.now() - began).toBeGreaterThan(90);
});

test('who begins first owes nothing', async () => {
  await wait(new RateLimit(0.001));
});

test('without a bound nobody waits', async () => {
  const rateLimit = new RateLimit(Number.POSITIVE_INFINITY);
  for (let packets = 0; packets < 10_000; packets++) rateLimit.count();
  await wait(rateLimit);
});

test('a run that is ended does not wait', async () => {
  const rateLimit = new RateLimit(1);
  for (let packets = 0; packets < 100; packets++) rateLimit.count();
  expect(await wait(rateLimit, AbortSignal.timeout(20))).toBeLessThan(5_000);
});
