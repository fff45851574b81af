import pLimit from 'p-limit';
import { expect, onTestFinished, test } from 'vitest';
import { playAll } from '../../../harness/situations/play-all.ts';
import { type Played, STANDSTILL_MS } from '../../../harness/situations/played.ts';
import { scripted } from '../../../harness/situations/scripted/client.ts';
import { usual } from '../../../harness/situations/scripted/script.ts';
import type { Situation } from '../../../harness/situations/situation.ts';
import { stageCertificates } from '../../../harness/situations/stage/certificates.ts';
import { down, playedOf, up } from './stories/story.ts';

/** Stops this process, as a machine that stands still does. */
function standStill(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STANDSTILL_MS + 200);
}

/** Plays one situation in which the machine stands still so many times. Returns how often it was played, and the last run. */
async function played(
  about: Pick<Situation, 'isAboutTime'>,
  standstills: number,
): Promise<{ readonly times: number; readonly last: Played | undefined }> {
  let times = 0;
  const situation: Situation = {
    id: 'still',
    title: { en: 'still', ja: 'still' },
    ...about,
    async play(stage) {
      await stage.accepted();
      if (times++ < standstills) standStill();
    },
  };
  const certificates = await stageCertificates();
  onTestFinished(() => certificates[Symbol.asyncDispose]());
  const { conduct } = playedOf([up('CONNECT'), down('CONNACK')]);
  const runs = await playAll(
    [situation],
    conduct,
    scripted(() => usual(5)),
    { certificates, starting: pLimit(1), signal: new AbortController().signal, onPlayed: () => {} },
  );
  return { times, last: runs.get('still') };
}

test('a situation about time is repeated where the machine stood still, and its last run counts', async () => {
  const { times, last } = await played({ isAboutTime: true }, 1);
  // A busy machine may stand still by itself in the second run, and in the third.
  expect(times).toBeGreaterThan(1);
  expect(last?.notReached === undefined).toBe((last?.standstill ?? 0) <= STANDSTILL_MS);
});

test('where the machine stands still each time, it says so instead of judging', async () => {
  const { times, last } = await played({ isAboutTime: true }, Number.POSITIVE_INFINITY);
  expect(times).toBe(3);
  expect(last?.notReached?.en).toMatch(/^this machine stood still for \d+\.\d s meanwhile, each time/);
});

test('a situation that is not about time is not repeated', async () => {
  const { times, last } = await played({}, 1);
  expect(times).toBe(1);
  expect(last?.notReached).toBeUndefined();
});
