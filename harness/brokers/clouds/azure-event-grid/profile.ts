import type { Profile } from '../../limits/profile.ts';
import { behaviour } from '../behaviour.ts';
import { documentedNeeds } from '../documented-needs.ts';
import { azureEventGridLimits as limits } from './limits.ts';

/** What the MQTT broker of Event Grid namespaces does otherwise than the standard. */
export const azureEventGridProfile: readonly Profile[] = [
  {
    broker: 'azure-event-grid',
    lacks: [
      ...documentedNeeds(limits),
      // More messages than its queue takes: the session would be ended.
      behaviour(limits, 'queueOverflow', ['session.queue-limit', 'session.queue-overflow']),
    ],
  },
];
