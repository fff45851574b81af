import type { SpecClaim } from '../../harness/claims/spec-claim.ts';
import { alias } from './alias.ts';
import { expiry } from './expiry.ts';
import { identifiers } from './identifiers.ts';
import { maximumPacket } from './maximum-packet.ts';
import { noLocal } from './no-local.ts';
import { properties } from './properties.ts';
import { reason } from './reason.ts';
import { receiveMaximum } from './receive-maximum.ts';
import { request } from './request.ts';
import { sharedSubscriptions } from './shared.ts';

/** What only MQTT 5 has. */
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
