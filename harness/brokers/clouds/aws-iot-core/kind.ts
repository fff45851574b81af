import { cloud } from '../cloud.ts';
import { awsIotCoreLimits } from './limits.ts';
import { awsIotCoreProfile } from './profile.ts';

/** AWS IoT Core. */
export const awsIotCore = cloud({
  name: 'aws-iot-core',
  title: 'AWS IoT Core',
  alsoCalled: ['aws', 'aws-iot', 'iot-core'],
  limits: awsIotCoreLimits,
  lacks: awsIotCoreProfile,
  entrance: async () => (await import('./entrance.ts')).entrance(),
});
