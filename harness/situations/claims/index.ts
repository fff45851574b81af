import { acknowledge } from './acknowledge.ts';
import { authentication } from './authentication.ts';
import { certificates } from './certificates.ts';
import type { ClientClaim } from './claim.ts';
import { connect } from './connect.ts';
import { ending } from './ending.ts';
import { identifiers } from './identifiers.ts';
import { limits } from './limits.ts';
import { packets } from './packets.ts';
import { resend } from './resend.ts';
import { subscribing } from './subscribing.ts';

/** Every claim about clients, in the order of the matrix. */
export const clientClaims: readonly ClientClaim[] = [
  ...connect,
  ...authentication,
  ...packets,
  ...subscribing,
  ...identifiers,
  ...acknowledge,
  ...resend,
  ...limits,
  ...ending,
  ...certificates,
];
