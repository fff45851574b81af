import { connectFaults } from './connect-gallery.ts';
import type { Faulty } from './faults.ts';
import { filterFaults } from './filter-gallery.ts';
import { fixtureGallery } from './fixture-gallery.ts';
import { keepAliveGallery } from './keep-alive-gallery.ts';
import { malformedFaults } from './malformed-gallery.ts';
import { mqtt5Gallery } from './mqtt5-gallery.ts';
import { orderFaults } from './order-gallery.ts';
import { payloadFaults } from './payload-gallery.ts';
import { qosFaults } from './qos-gallery.ts';
import { redeliveryFaults } from './redelivery-gallery.ts';
import { retainFaults } from './retain-gallery.ts';
import { sessionFaults } from './session-gallery.ts';
import { subscriptionFaults } from './subscription-gallery.ts';
import { takeoverGallery } from './takeover-gallery.ts';
import { webSocketGallery } from './websocket-gallery.ts';
import { willGallery } from './will-gallery.ts';

/** Brokers that break the claims of `test/spec/`. */
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
