import { expect, onTestFinished, test } from 'vitest';
import { CannotRunError } from '../../../harness/base/errors.ts';
import { same } from '../../../harness/base/text.ts';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { repeatIfBusy } from '../../../harness/claims/repeat-if-busy.ts';
import { runClaim } from '../../../harness/claims/run-claim.ts';
import { runObservation } from '../../../harness/claims/run-observation.ts';
import type { SpecClaim } from '../../../harness/claims/spec-claim.ts';
import { BROKER_STILL_MS, type Ran, STILL_MS } from '../../../harness/lab/silence/too-busy.ts';
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

const idle: Ran = { process: { longest: 0, slowest: 20 }, broker: 0 };

/** Takes of which the first ran like this, and the others on an idle machine. */
const firstRan = async (ran: Ran, isAboutTime: boolean) => {
  let count = 0;
  const take = async () => ({ run: { error: undefined, ran: ++count === 1 ? ran : idle } });
  const { takes: times, error } = await repeatIfBusy(take, isAboutTime);
  return { times, error };
};

test.each([
  ['this process stood still', { ...idle, process: { longest: STILL_MS + 1, slowest: 20 } }, 2],
  ['this process was slow', { ...idle, process: { longest: 0, slowest: 46 } }, 2],
  ['the broker answered nobody', { ...idle, broker: BROKER_STILL_MS + 1 }, 2],
  ['all went well', idle, 1],
])('what is about time is measured again, whatever was seen: %s', async (_why, ran, times) => {
  expect(await firstRan(ran, true)).toEqual({ times, error: undefined });
  expect(await firstRan(ran, false)).toEqual({ times: 1, error: undefined });
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
