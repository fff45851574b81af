import type { SpecClaim } from '../../harness/claims/spec-claim.ts';
import { retain } from './retain.ts';

/** All claims beyond the talk. A new claim is one entry in one of these tables. */
export const specClaims: readonly SpecClaim[] = [...retain];
