import type { Claim, ClaimDefinition } from '../lab/claim.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { Bench } from './bench.ts';

/** The expected and the seen value of a claim; `harness/lab/claim.ts` compares them. */
export interface Finding {
  readonly expected: unknown;
  readonly seen: unknown;
}

/** A claim with the code that checks it: one entry in a table of `harness/claims/themes/`. */
export interface SpecClaim extends Claim {
  /** Whether it is about time itself, and so takes seconds on every broker. */
  readonly aboutTime?: true;
  /** Whether it uses topics without the prefix of the run. It is not run on a broker that this project did not start. */
  readonly beyondOwnTopics?: true;
  check(bench: Bench): Promise<Finding>;
}

/** Whether a claim speaks of a protocol version. */
export const speaksOf = (claim: Pick<ClaimDefinition, 'statements'>, version: ProtocolVersion): boolean =>
  claim.statements[version] !== undefined;
