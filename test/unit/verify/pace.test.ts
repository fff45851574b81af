import { expect, test } from 'vitest';
import { Pace } from '../../../harness/verify/pace.ts';

const never = new AbortController().signal;

/** Milliseconds until it is the next one's turn. */
async function wait(pace: Pace, signal = never): Promise<number> {
  const began = performance.now();
  await pace.turn(signal);
  return performance.now() - began;
}

test('who wants to begin waits until what was sent is paid for', async () => {
  const pace = new Pace(100);
  await wait(pace);
  for (let packets = 0; packets < 10; packets++) pace.count();
  expect(await wait(pace)).toBeGreaterThan(90);
});

test('who begins first owes nothing', async () => {
  await wait(new Pace(0.001));
});

test('without a bound nobody waits', async () => {
  const pace = new Pace(Number.POSITIVE_INFINITY);
  for (let packets = 0; packets < 10_000; packets++) pace.count();
  await wait(pace);
});

test('a run that is ended does not wait', async () => {
  const pace = new Pace(1);
  for (let packets = 0; packets < 100; packets++) pace.count();
  expect(await wait(pace, AbortSignal.timeout(20))).toBeLessThan(5_000);
});
