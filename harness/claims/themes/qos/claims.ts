import type { SpecClaim } from '../../spec-claim.ts';
import { qosDelivered } from './delivered.ts';
import { qosLost } from './lost.ts';
import { qosTaken } from './taken.ts';

/** The flows of QoS 0, 1 and 2, in both directions. */
export const qos: readonly SpecClaim[] = [...qosTaken, ...qosLost, ...qosDelivered];
