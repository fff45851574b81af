import { isOneClient } from '../brokers/access/client-ids.ts';
import type { Broker } from '../brokers/broker.ts';
import { identityOf } from '../brokers/identity/identity.ts';
import { kindOf } from '../brokers/kinds.ts';

/** How many jobs run at the same time. */
export interface AtOnce {
  readonly concurrency: number;
  /** The same for jobs that mostly wait. */
  readonly waiting: number;
}

/**
 * On a broker that we started. On an idle machine, eight are as fast (measured on 2 cores). On a busy machine, every step waits
 * for a processor, and jobs that wait at the same time share that. With more waiting jobs, too many would continue at the same
 * moment.
 */
export const atHome: AtOnce = { concurrency: 32, waiting: 64 };
/** On a broker that was already running, so that it is not loaded much. */
const abroad: AtOnce = { concurrency: 2, waiting: 64 };
/** The sessions of these jobs stay below 100, the fewest that a cloud documents. */
const withFewSessions = (atOnce: AtOnce): AtOnce => ({
  concurrency: Math.min(atOnce.concurrency, 8),
  waiting: 8,
});

/** How many jobs run at the same time on a broker. */
export function atOnceOn(broker: Broker, isForeign: boolean): AtOnce {
  if (isOneClient(broker.clientIds)) return { concurrency: 1, waiting: 1 };
  const usual = isForeign ? abroad : atHome;
  const isLimited = kindOf(identityOf(broker).name)?.cloud?.concurrentSessions !== undefined;
  return isLimited ? withFewSessions(usual) : usual;
}
