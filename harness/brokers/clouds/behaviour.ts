import type { Lack } from '../limits/profile.ts';
import { limitText, sourceText } from './limit-text.ts';
import type { CloudLimits } from './limits.ts';
import type { LimitName } from './words.ts';

/**
 * What a cloud does in a way that no packet of a client shows: such a claim is run, and unsupported if it is broken.
 * @param claims the claims that cannot be counted on because of the limit
 */
export function behaviour(limits: CloudLimits, name: LimitName, claims: readonly string[]): Lack {
  const fact = limits[name];
  if (fact === undefined) throw new TypeError(`nothing is documented about ${name}`);
  return { claims, says: limitText(limits, name), source: fact.page, read: sourceText(fact) };
}

/** What a cloud may do at times, in a way that no packet of a client shows. */
export const possibleBehaviour = (...about: Parameters<typeof behaviour>): Lack => ({
  ...behaviour(...about),
  isOnlyPossible: true,
});
