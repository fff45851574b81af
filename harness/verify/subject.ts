import type { SpecClaim } from '../claims/spec-claim.ts';
import type { SpecObservation } from '../claims/spec-observation.ts';
import type { Claim } from '../lab/claim.ts';
import { claimsOf, type LabDefinition } from '../lab/lab.ts';

/** Everything that is run on brokers: the labs of the talk, and the tables of further claims and observations. */
export interface Subject {
  readonly labs: readonly LabDefinition[];
  readonly claims: readonly SpecClaim[];
  readonly observations: readonly SpecObservation[];
}

/** Every claim in the order of the matrix: those of the talk first. */
export const allClaims = ({ labs, claims }: Subject): Claim[] => [...labs.flatMap(claimsOf), ...claims];
