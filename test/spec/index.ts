import type { SpecClaim } from '../../harness/claims/spec-claim.ts';
import { acl } from './acl.ts';
import { auth } from './auth.ts';
import { connect } from './connect.ts';
import { filters } from './filters.ts';
import { keepAlive } from './keep-alive.ts';
import { malformed } from './malformed.ts';
import { mqtt5 } from './mqtt5.ts';
import { order } from './order.ts';
import { payload } from './payload.ts';
import { qos } from './qos.ts';
import { redelivery } from './redelivery.ts';
import { restart } from './restart.ts';
import { retain } from './retain.ts';
import { session } from './session.ts';
import { takeover } from './takeover.ts';
import { tls } from './tls.ts';
import { webSocket } from './websocket.ts';
import { will } from './will.ts';

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
