import type { Capabilities } from '../../../harness/brokers/broker.ts';

/** A broker that does all there is. */
export const able: Capabilities = {
  protocolVersions: [4, 5],
  maximumQoS: 2,
  retainAvailable: true,
  wildcardSubscriptionAvailable: true,
  sharedSubscriptionAvailable: true,
  subscriptionIdentifiersAvailable: true,
};
