import { cloud } from '../cloud.ts';
import { hivemqCloudLimits } from './limits.ts';
import { hivemqCloudProfile } from './profile.ts';

/** HiveMQ Cloud. */
export const hivemqCloud = cloud({
  name: 'hivemq-cloud',
  title: 'HiveMQ Cloud',
  alsoCalled: ['hivemq-serverless'],
  limits: hivemqCloudLimits,
  lacks: hivemqCloudProfile,
  entrance: async () => (await import('../stand-in/with-password.ts')).withPassword(),
});
