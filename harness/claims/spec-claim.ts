import type { Claim, ClaimDefinition } from '../lab/claim.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { Bench } from './bench.ts';

/** What a claim expects, and what it saw; compared as `harness/lab/claim.ts` says. */
export interface Finding {
  readonly expected: unknown;
  readonly seen: unknown;
}

/** A claim with the code that checks it: one entry in a table of `harness/claims/themes/`. */
export interface SpecClaim extends Claim {
  /** About time itself: it takes seconds, whatever the broker. */
  readonly aboutTime?: true;
  /** Whether it starts, configures or restarts a broker of its own: then it is not run on a broker that was already running. */
  readonly ownBroker?: true;
  /** Whether it uses topics outside the run's own prefix: then it is not run on a broker that was already running. */
  readonly beyondOwnTopics?: true;
  check(bench: Bench): Promise<Finding>;
}

/** Whether a claim speaks of a protocol version. */
export const speaksOf = (claim: Pick<ClaimDefinition, 'statements'>, version: ProtocolVersion): boolean =>
  claim.statements[version] !== undefined;
