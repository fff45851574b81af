import type { Broker } from '../../harness/brokers/broker.ts';
import { JobDeadline } from '../../harness/verify/job-deadline.ts';

/** Longer than anything may take by itself, in ms. */
const PATIENCE_MS = 300_000;

/**
 * What is run on a broker, in the time that it has by itself: a busy machine stretches it, and what it waits for a broker of its
 * own is not counted. For tests without a time limit of Vitest's ({@link noLimit}), which knows neither.
 * @throws DeadlineError
 */
export async function inOwnTime<T>(
  name: string,
  broker: Broker,
  run: (broker: Broker, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new JobDeadline({ en: `${name} to end`, ja: `${name} の終わり` }, PATIENCE_MS);
  return deadline.of(run(deadline.around(broker), deadline.signal));
}

/** Vitest's word for it. */
export const noLimit = 0;
