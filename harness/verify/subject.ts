import type { SpecClaim } from '../claims/spec-claim.ts';
import type { SpecObservation } from '../claims/spec-observation.ts';
import type { Claim } from '../lab/claim.ts';
import { claimsOf, type LabDefinition } from '../lab/lab.ts';

/** All that brokers are asked: the talk's labs, and the tables beyond it. */
export interface Subject {
  readonly labs: readonly LabDefinition[];
  readonly claims: readonly SpecClaim[];
  readonly observations: readonly SpecObservation[];
}

/** Every claim in the order of the matrix: the talk first. */
export const allClaims = ({ labs, claims }: Subject): Claim[] => [...labs.flatMap(claimsOf), ...claims];
