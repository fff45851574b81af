import type { SpecClaim } from '../../harness/claims/spec-claim.ts';
import { connect } from './connect.ts';
import { filters } from './filters.ts';
import { malformed } from './malformed.ts';
import { order } from './order.ts';
import { payload } from './payload.ts';
import { qos } from './qos.ts';
import { redelivery } from './redelivery.ts';
import { retain } from './retain.ts';
import { session } from './session.ts';

/** All claims beyond the talk. A new claim is one entry in one of these tables. */
export const specClaims: readonly SpecClaim[] = [
  ...connect,
  ...malformed,
  ...retain,
  ...filters,
  ...qos,
  ...redelivery,
  ...session,
  ...payload,
  ...order,
];
