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
 * Enforces the documented limits of a cloud in front of any broker, which goes on by itself beside it. Only what comes out the
 * same in each run is enforced.
 */
export function openLimitingProxy(doors: Doors, limits: CloudLimits): Promise<LimitingProxy> {
  const restrictions = restrictionsOf(limits).filter(({ name }) => !byTheClock.test(name));
  return openProxy(doors, { begin: beginAll(restrictions, doors) });
}
