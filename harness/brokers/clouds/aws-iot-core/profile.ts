import type { Profile } from '../../limits/profile.ts';
import { documentedNeeds } from '../documented-needs.ts';
import { awsIotCoreLimits } from './limits.ts';

/** What AWS IoT Core lacks. */
export const awsIotCoreProfile: readonly Profile[] = [
  { broker: 'aws-iot-core', lacks: documentedNeeds(awsIotCoreLimits) },
];
