import type { SpecClaim } from '../spec-claim.ts';
import { acl } from './configured/acl.ts';
import { auth } from './configured/auth.ts';
import { restart } from './configured/restart.ts';
import { tls } from './configured/tls.ts';
import { connect } from './connect/claims.ts';
import { filters } from './filters/claims.ts';
import { keepAlive } from './keep-alive/claims.ts';
import { malformed } from './malformed/claims.ts';
import { mqtt5 } from './mqtt5.ts';
import { order } from './order/claims.ts';
import { payload } from './payload/claims.ts';
import { qos } from './qos/claims.ts';
import { redelivery } from './redelivery/claims.ts';
import { retain } from './retain/claims.ts';
import { session } from './session/claims.ts';
import { takeover } from './takeover/claims.ts';
import { webSocket } from './websocket/claims.ts';
import { will } from './will/claims.ts';

/** All claims beyond the talk. A new claim is one entry in one of these tables. */
export const specClaims: readonly SpecClaim[] = [
  ...connect,
  ...malformed,
  ...retain,
  ...filters,
  ...mqtt5,
  ...tls,
  ...auth,
  ...acl,
  ...restart,
  ...keepAlive,
  ...will,
  ...takeover,
  ...webSocket,
  ...qos,
  ...redelivery,
  ...session,
  ...payload,
  ...order,
];
