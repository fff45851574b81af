import { expect, onTestFinished, test } from 'vitest';
import { CannotRunError } from '../../../harness/base/errors.ts';
import { same } from '../../../harness/base/text.ts';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { runClaim } from '../../../harness/claims/run-claim.ts';
import { runObservation } from '../../../harness/claims/run-observation.ts';
import type { SpecClaim } from '../../../harness/claims/spec-claim.ts';
import { STILL_MS } from '../../../harness/lab/silence/too-busy.ts';
import { compute } from '../../support/compute.ts';

async function embedded() {
  const broker = await openBroker(parseBroker('embedded'));
  onTestFinished(() => broker.stop());
  return broker;
}

/** A claim that sees this in its n-th take, from 1. */
const claim = (see: (take: number) => unknown, aboutTime = true): SpecClaim => {
  let take = 0;
  return {
    id: 'some.claim',
    says: same('it is 1'),
    statements: { 5: ['MQTT-3.1.4-5'] },
    ...(aboutTime && { aboutTime }),
    check: async () => ({ expected: 1, seen: see(++take) }),
  };
};

/** What is told of a claim that was measured so many times. */
const measured = (times: number) => [{ en: expect.stringMatching(`^measured ${times} times`) }];

/** Stands still for longer than what is about time can bear. */
const starve = () => compute(STILL_MS + 100);

test('what is about time is measured again if this process stood still', async () => {
  const once = claim((take) => {
    if (take === 1) starve();
    return take === 1 ? 'late' : 1;
  });
  expect(await runClaim(once, await embedded())).toMatchObject({ result: 'holds', notes: measured(2) });
});

test('a claim that holds by a measurement that is none is measured again, too', async () => {
  const once = claim((take) => {
    if (take === 1) starve();
    return 1;
  });
  expect(await runClaim(once, await embedded())).toMatchObject({ result: 'holds', notes: measured(2) });
});

test('after three times it is not run, and nobody is accused', async () => {
  const always = claim(() => {
    starve();
    return 'late';
  });
  expect(await runClaim(always, await embedded())).toMatchObject({
    result: 'not-run',
    leftOut: true,
    notes: measured(3),
    reason: { en: expect.stringContaining('this machine was too busy to measure time') },
  });
});

test('a claim that is not about time is broken by what was seen, however busy the machine', async () => {
  const broken = claim(() => {
    starve();
    return 2;
  }, false);
  const run = await runClaim(broken, await embedded());
  expect(run).toMatchObject({ result: 'broken' });
  expect(run.notes).toBeUndefined();
});

test('what says by itself that it is no measurement is taken again', async () => {
  const slow = claim((take) => {
    if (take < 3) throw new CannotRunError('too-slow', same('too slow'), same('try again'));
    return 1;
  }, false);
  expect(await runClaim(slow, await embedded())).toMatchObject({ result: 'holds', notes: measured(3) });
});

test('an observation that is about time is looked at again, and left out after three times', async () => {
  let looks = 0;
  const observation = {
    id: 'some.observation',
    says: same('what is it?'),
    aboutTime: true as const,
    words: { late: same('late') },
    look: async () => {
      looks++;
      starve();
      return 'late' as const;
    },
  };
  const run = await runObservation(observation, await embedded());
  expect(run).toMatchObject({ result: 'not-run', leftOut: true });
  expect(looks).toBe(3);
});
