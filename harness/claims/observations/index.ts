import { brokerKinds } from '../../brokers/kinds.ts';
import type { SpecObservation } from '../spec-observation.ts';
import { access } from './access.ts';
import { connecting } from './connecting.ts';
import { delivery } from './delivery.ts';
import { errors } from './errors.ts';
import { keepAlive } from './keep-alive.ts';
import { limits } from './limits.ts';
import { sessions } from './sessions.ts';
import { shared } from './shared.ts';
import { subscriptions } from './subscriptions.ts';
import { webSocket } from './websocket.ts';

/** All observations. A new one is one entry in one of these tables. */
const tables: readonly SpecObservation[] = [
  ...access,
  ...connecting,
  ...limits,
  ...sessions,
  ...delivery,
  ...subscriptions,
  ...shared,
  ...errors,
  ...keepAlive,
  ...webSocket,
];

/** All observations, each with the settings that decide it, by broker. */
export const specObservations: readonly SpecObservation[] = tables.map((observation) => ({
  ...observation,
  settings: Object.fromEntries(
    brokerKinds.flatMap(({ name, settings: { [observation.id]: setting } }) =>
      setting ? [[name, setting]] : [],
    ),
  ),
}));
