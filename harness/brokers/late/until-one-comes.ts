import { settlesWithin } from '../../base/deadline.ts';

/** The pauses between probes, in ms: each is longer than the one before, up to the longest. */
const PAUSES = { first: 10, growth: 1.5, longest: 200 } as const;

/**
 * Publishes probes until one of them has come.
 * @param publish publishes the n-th probe, from 0
 * @param came is fulfilled when a probe has come
 * @param deadline milliseconds of {@link settlesWithin}: a busy machine takes longer, and gives up no earlier
 * @returns whether one came before the deadline
 */
export async function untilOneComes(
  publish: (nth: number) => Promise<void>,
  came: Promise<unknown>,
  deadline: number,
): Promise<boolean> {
  let pause: number = PAUSES.first;
  let waited = 0;
  for (let nth = 0; waited < deadline; nth++) {
    await publish(nth);
    if (await settlesWithin(came, pause)) return true;
    waited += pause;
    pause = Math.min(PAUSES.longest, pause * PAUSES.growth);
  }
  return false;
}
