import type { Broker } from '../../harness/brokers/broker.ts';
import { JobDeadline } from '../../harness/verify/job-deadline.ts';

/** Longer than anything may take by itself, in ms. */
const PATIENCE_MS = 300_000;

/**
 * Runs something on a broker with a deadline in own time: it is longer on a busy machine, and waiting for another broker is not
 * counted. Vitest's time limit knows neither, so the test should have none ({@link noLimit}).
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

/** Vitest's value for a test without a time limit. */
export const noLimit = 0;
