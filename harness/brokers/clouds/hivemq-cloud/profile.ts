import type { Profile } from '../../limits/profile.ts';
import { documentedNeeds } from '../documented-needs.ts';
import { hivemqCloudLimits } from './limits.ts';

/** What HiveMQ Cloud lacks. */
export const hivemqCloudProfile: readonly Profile[] = [
  { broker: 'hivemq-cloud', lacks: documentedNeeds(hivemqCloudLimits) },
];
