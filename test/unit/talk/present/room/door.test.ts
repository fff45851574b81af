import { expect, test } from 'vitest';
import { Door } from '../../../../../harness/talk/present/room/door.ts';
import { usualLimits } from '../../../../../harness/talk/present/room/limits.ts';
import { TokenBucket } from '../../../../../harness/talk/present/room/token-bucket.ts';

const times = (count: number, attempt: () => boolean): number =>
  Array.from({ length: count }, attempt).filter(Boolean).length;

test('thousands of connections from one address leave places for others', () => {
  const door = new Door(usualLimits);
  expect(times(3_000, () => door.enter('10.0.0.1'))).toBe(usualLimits.fromOneAddress);
  expect(door.hasPlaceFor('10.0.0.1')).toBe(false);
  expect(times(150, () => door.enter('10.0.0.2'))).toBe(150);
});

test('there is an end to places in all, and who leaves makes room', () => {
  const door = new Door({ ...usualLimits, connections: 2, fromOneAddress: 1 });
  expect(['a', 'a', 'b', 'c'].map((address) => door.enter(address))).toEqual([true, false, true, false]);
  expect(door.hasPlaceFor('c')).toBe(false);
  door.leave('a');
  expect(door.enter('c')).toBe(true);
  expect(door.count).toBe(2);
  door.clear();
  expect(door.count).toBe(0);
});

test('attempts have a rate, also of one that comes and goes', () => {
  const limits = { ...usualLimits, attemptsOfOne: { perSecond: 1, burst: 5 } };
  const door = new Door(limits);
  const comesAndGoes = () => {
    const isIn = door.enter('a');
    if (isIn) door.leave('a');
    return isIn;
  };
  expect(times(100, comesAndGoes)).toBeLessThan(8);
  expect(door.enter('b')).toBe(true);
});

test('addresses that came once are not remembered for ever', () => {
  const door = new Door({ ...usualLimits, attempts: { perSecond: 1, burst: 1 } });
  expect(() => times(5_000, () => door.enter(String(Math.random())))).not.toThrow();
});

test('a rate lets a burst pass, and then as many as time allows', () => {
  let now = 0;
  const rate = new TokenBucket({ perSecond: 10, burst: 3 }, () => now);
  expect(times(10, () => rate.take())).toBe(3);
  now = 200;
  expect(rate.isRested).toBe(false);
  expect(times(10, () => rate.take())).toBe(2);
  now = 10_000;
  expect(rate.isRested).toBe(true);
  expect(times(10, () => rate.take())).toBe(3);
});
