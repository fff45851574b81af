import { expect, test } from 'vitest';
import { asksToTryLater, untilTaken } from '../../../harness/lab/try-later.ts';

test('server busy of MQTT 5 and server unavailable of 3.1.1 ask for patience, nothing else does', () => {
  const codes = Array.from({ length: 0x100 }, (_, code) => code);
  expect(codes.filter(asksToTryLater)).toEqual([3, 0x89]);
  expect([undefined, 'ECONNRESET'].filter(asksToTryLater)).toEqual([]);
});

test('who is put off is tried until it is taken, and no further', async () => {
  const answers = [0x89, 0x89, 0, 0x89];
  const taken = await untilTaken(async () => answers.shift(), asksToTryLater);
  expect(taken).toBe(0);
  expect(answers).toEqual([0x89]);
});

test('who is put off for too long is given its last answer', async () => {
  let attempts = 0;
  const answer = await untilTaken(
    async () => {
      attempts += 1;
      return 0x89;
    },
    asksToTryLater,
    50,
  );
  expect(answer).toBe(0x89);
  expect(attempts).toBeGreaterThan(1);
});
