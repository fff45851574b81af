import pLimit from 'p-limit';
import type { Text } from '../base/text.ts';
import type { Conduct } from './conduct.ts';
import { type PerformOptions, perform } from './perform.ts';
import type { Cast } from './performer.ts';
import { type Played, STANDSTILL_MS } from './played.ts';
import type { Situation } from './situation.ts';

/** Situations at once: enough that there is always a program to start while the others wait. Starts take turns. */
const AT_ONCE = 24;
/** How often a situation about time is repeated, alone, where this machine stood still meanwhile. */
const REPEATS = 2;

export interface PlayOptions extends PerformOptions {
  readonly onPlayed: (played: Played) => void;
}

/**
 * Puts a client into situations, side by side; those about time begin first, for they take longest.
 * @returns what happened, by the situation's id; what was interrupted is not there
 */
export async function playAll(
  situations: readonly Situation[],
  conduct: Conduct,
  cast: Cast,
  { onPlayed, ...options }: PlayOptions,
): Promise<ReadonlyMap<string, Played>> {
  const { signal } = options;
  const limit = pLimit(AT_ONCE);
  const runs = new Map<string, Played>();
  const play = async (situation: Situation): Promise<void> => {
    if (signal.aborted) return;
    const played = await perform(situation, conduct, cast, options);
    // What it was seen to do when it was stopped says nothing about it.
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
