import pLimit from 'p-limit';
import type { Text } from '../base/text.ts';
import type { StartClient } from './client-under-test.ts';
import type { Conduct } from './conduct.ts';
import { type PerformOptions, perform } from './perform.ts';
import { type Played, STANDSTILL_MS } from './played.ts';
import type { Situation } from './situation.ts';

/** Number of situations at once: a new program can always start while others wait. Starts are limited separately. */
const AT_ONCE = 24;
/** How often a situation about time is repeated alone if this process stood still during it. */
const REPEATS = 2;

export interface PlayOptions extends PerformOptions {
  readonly onPlayed: (played: Played) => void;
}

/**
 * Runs a client in situations, side by side. Those about time begin first, because they take longest.
 * @returns the runs by the situation's id, without those that were interrupted
 */
export async function playAll(
  situations: readonly Situation[],
  conduct: Conduct,
  startClient: StartClient,
  { onPlayed, ...options }: PlayOptions,
): Promise<ReadonlyMap<string, Played>> {
  const { signal } = options;
  const limit = pLimit(AT_ONCE);
  const runs = new Map<string, Played>();
  const play = async (situation: Situation): Promise<void> => {
    if (signal.aborted) return;
    const played = await perform(situation, conduct, startClient, options);
    // What the client did after the interruption says nothing about it.
    if (!signal.aborted) runs.set(situation.id, played);
  };
  const longestFirst = situations.toSorted((a, b) => timeOf(b) - timeOf(a));
  await Promise.all(
    longestFirst.map((situation) =>
      limit(async () => {
        await play(situation);
        const played = runs.get(situation.id);
        if (played !== undefined) onPlayed(played);
      }),
    ),
  );
  const stoodStill = (situation: Situation) =>
    situation.isAboutTime === true && (runs.get(situation.id)?.standstill ?? 0) > STANDSTILL_MS;
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    for (const situation of situations.filter(stoodStill)) await play(situation);
  }
  for (const [id, played] of runs) {
    const situation = situations.find((one) => one.id === id);
    if (situation !== undefined && stoodStill(situation))
      runs.set(id, { ...played, notReached: machineStoodStill(played.standstill) });
  }
  return runs;
}

const timeOf = ({ isAboutTime }: Situation): number => Number(isAboutTime === true);

const machineStoodStill = (ms: number): Text => ({
  en: `this machine stood still for ${(ms / 1_000).toFixed(1)} s meanwhile, each time it was tried`,
  ja: `何度試しても、その間にこのマシンが ${(ms / 1_000).toFixed(1)} 秒止まった`,
});
