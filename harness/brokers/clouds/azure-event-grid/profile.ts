import type { Profile } from '../../limits/profile.ts';
import { documentedNeeds } from '../documented-needs.ts';
import { azureEventGridLimits } from './limits.ts';

/** What Azure Event Grid lacks. */
export const azureEventGridProfile: readonly Profile[] = [
  { broker: 'azure-event-grid', lacks: documentedNeeds(azureEventGridLimits) },
];
