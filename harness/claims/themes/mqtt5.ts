import type { SpecClaim } from '../spec-claim.ts';
import { alias } from './alias/claims.ts';
import { expiry } from './expiry/claims.ts';
import { noLocal } from './filters/no-local.ts';
import { identifiers } from './identifiers/claims.ts';
import { maximumPacket } from './limits/maximum-packet.ts';
import { receiveMaximum } from './limits/receive-maximum.ts';
import { properties } from './properties/claims.ts';
import { request } from './properties/request.ts';
import { reason } from './reason/claims.ts';
import { sharedSubscriptions } from './shared/claims.ts';

/** Claims about features that only MQTT 5 has. */
export const mqtt5: readonly SpecClaim[] = [
  ...properties,
  ...request,
  ...expiry,
  ...sharedSubscriptions,
  ...noLocal,
  ...identifiers,
  ...receiveMaximum,
  ...maximumPacket,
  ...alias,
  ...reason,
];
