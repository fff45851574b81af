import type { SpecClaim } from '../../harness/claims/spec-claim.ts';
import { qosDelivered } from './qos-delivered.ts';
import { qosLost } from './qos-lost.ts';
import { qosTaken } from './qos-taken.ts';

/** The flows of QoS 0, 1 and 2, in both directions. */
export const qos: readonly SpecClaim[] = [...qosTaken, ...qosLost, ...qosDelivered];
