import { expect, onTestFinished, test } from 'vitest';
import { announce, heardAt } from '../../support/announce.ts';

async function announced(ask: () => Promise<unknown>): Promise<number> {
  const { port, close } = await announce(ask);
  onTestFinished(close);
  return port;
}

test('what is announced is heard when it is known, by those who asked before and after', async () => {
  const coming = Promise.withResolvers<unknown>();
  const port = await announced(() => coming.promise);
  const early = heardAt(port);
  expect(await Promise.race([early, Promise.resolve('nothing yet')])).toBe('nothing yet');
  coming.resolve({ up: 'それ' });
  expect(await early).toEqual({ up: 'それ' });
  expect(await heardAt(port)).toEqual({ up: 'それ' });
});

test('an error is heard as one', async () => {
  const port = await announced(() => Promise.reject(new RangeError('no such thing')));
  await expect(heardAt(port)).rejects.toThrow('RangeError: no such thing');
});

test('what is announced is asked for when somebody connects, not before', async () => {
  let isAsked = false;
  const port = await announced(async () => {
    isAsked = true;
  });
  expect(isAsked).toBe(false);
  await heardAt(port);
  expect(isAsked).toBe(true);
});
