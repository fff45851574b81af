import type { LabRun } from '../lab/run.ts';
import { isInconclusive, stoodStill, wasStarved } from '../lab/silence/too-busy.ts';

/** How often something is measured before it is given up. */
const MOST_TAKES = 3;

/** The last take, and how many there were; `error`: why the last one is no measurement either. */
export interface Taken<T> {
  readonly last: T;
  readonly takes: number;
  readonly error?: unknown;
}

/**
 * Takes a measurement again while it is none: this machine was too busy, or the way to the broker too slow to tell.
 * @param isAboutTime whether it is none, too, if this process stood still in it
 */
export async function takes<T extends { readonly run: LabRun }>(
  take: () => Promise<T>,
  isAboutTime: boolean,
  signal?: AbortSignal,
): Promise<Taken<T>> {
  for (let count = 1; ; count++) {
    const last = await take();
    const error = whyNone(last.run, isAboutTime);
    if (error === undefined) return { last, takes: count };
    if (count === MOST_TAKES || signal?.aborted) return { last, takes: count, error };
  }
}

function whyNone({ error, standstill }: LabRun, isAboutTime: boolean): unknown {
  if (isInconclusive(error)) return error;
  return isAboutTime && wasStarved(standstill) ? stoodStill() : undefined;
}
