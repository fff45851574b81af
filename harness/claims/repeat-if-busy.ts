import type { LabRun } from '../lab/lab-run.ts';
import { isInconclusive, whyNoTime } from '../lab/silence/too-busy.ts';

/** How many times a measurement is tried. */
const MOST_TAKES = 3;

/** The last attempt, and the number of attempts; `error`: why the last attempt is not a measurement either. */
export interface Repeated<T> {
  readonly last: T;
  readonly takes: number;
  readonly error?: unknown;
}

/**
 * Repeats a measurement that failed because this machine was too busy, or the path to the broker too slow.
 * @param isAboutTime whether it also counts as failed if this process or the broker stood still meanwhile
 */
export async function repeatIfBusy<T extends { readonly run: Pick<LabRun, 'error' | 'ran'> }>(
  take: () => Promise<T>,
  isAboutTime: boolean,
  signal?: AbortSignal,
): Promise<Repeated<T>> {
  for (let count = 1; ; count++) {
    const last = await take();
    const error = whyNone(last.run, isAboutTime);
    if (error === undefined) return { last, takes: count };
    if (count === MOST_TAKES || signal?.aborted) return { last, takes: count, error };
  }
}

function whyNone({ error, ran }: Pick<LabRun, 'error' | 'ran'>, isAboutTime: boolean): unknown {
  if (isInconclusive(error)) return error;
  return isAboutTime ? whyNoTime(ran) : undefined;
}
