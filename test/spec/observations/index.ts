import type { SpecObservation } from '../../../harness/claims/spec-observation.ts';

/** All questions that the specification leaves open. */
export const specObservations: readonly SpecObservation[] = [];
