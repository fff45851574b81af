import { type Doors, openProxy } from '../../../wire/mangling/proxy.ts';
import type { CloudLimits } from '../limits.ts';
import { beginAll } from './restriction.ts';
import { restrictionsOf } from './restrictions-of.ts';

/** What a stand-in does by the clock. How busy the machine is decides whether a client notices. */
const byTheClock = /^subscriptionMayBeLate$|PerSecond$/;

/** A proxy that enforces a cloud's limits in front of a broker. */
export interface LimitingProxy {
  readonly doors: Doors;
  close(): Promise<void>;
}

/**
 * Enforces the documented limits of a cloud in front of any broker. Other clients can still use the broker directly. Only limits
 * with the same result in each run are enforced.
 */
export function openLimitingProxy(doors: Doors, limits: CloudLimits): Promise<LimitingProxy> {
  const restrictions = restrictionsOf(limits).filter(({ name }) => !byTheClock.test(name));
  return openProxy(doors, { begin: beginAll(restrictions, doors) });
}
