import { cloud } from '../cloud.ts';
import { azureEventGridLimits } from './limits.ts';
import { azureEventGridProfile } from './profile.ts';

/** Azure Event Grid. */
export const azureEventGrid = cloud({
  name: 'azure-event-grid',
  title: 'Azure Event Grid',
  alsoCalled: ['event-grid', 'azure-eventgrid'],
  limits: azureEventGridLimits,
  lacks: azureEventGridProfile,
  entrance: async () => (await import('./entrance.ts')).entrance(),
});
