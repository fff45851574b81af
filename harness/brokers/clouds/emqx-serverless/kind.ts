import { cloud } from '../cloud.ts';
import { emqxServerlessLimits } from './limits.ts';
import { emqxServerlessProfile } from './profile.ts';

/** EMQX Cloud Serverless. */
export const emqxServerless = cloud({
  name: 'emqx-serverless',
  title: 'EMQX Cloud Serverless',
  alsoCalled: ['emqx-cloud', 'emqx-cloud-serverless'],
  limits: emqxServerlessLimits,
  lacks: emqxServerlessProfile,
  entrance: async () => (await import('../stand-in/with-password.ts')).withPassword(),
});
