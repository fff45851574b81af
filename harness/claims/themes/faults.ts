import type { Faulty } from '../../faulty/faults.ts';
import { fixtureGallery } from './configured/faults.ts';
import { connectFaults } from './connect/faults.ts';
import { filterFaults } from './filters/faults.ts';
import { subscriptionFaults } from './filters/subscription-faults.ts';
import { keepAliveGallery } from './keep-alive/faults.ts';
import { malformedFaults } from './malformed/faults.ts';
import { mqtt5Gallery } from './mqtt5-faults.ts';
import { orderFaults } from './order/faults.ts';
import { payloadFaults } from './payload/faults.ts';
import { qosFaults } from './qos/faults.ts';
import { redeliveryFaults } from './redelivery/faults.ts';
import { retainFaults } from './retain/faults.ts';
import { sessionFaults } from './session/faults.ts';
import { takeoverGallery } from './takeover/faults.ts';
import { webSocketGallery } from './websocket/faults.ts';
import { willGallery } from './will/faults.ts';

/** Brokers that break the claims of the themes. */
export const specGallery: readonly Faulty[] = [
  ...connectFaults,
  ...malformedFaults,
  ...retainFaults,
  ...filterFaults,
  ...subscriptionFaults,
  ...mqtt5Gallery,
  ...fixtureGallery,
  ...keepAliveGallery,
  ...willGallery,
  ...takeoverGallery,
  ...webSocketGallery,
  ...qosFaults,
  ...redeliveryFaults,
  ...sessionFaults,
  ...payloadFaults,
  ...orderFaults,
];
