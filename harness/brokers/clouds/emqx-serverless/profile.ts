import type { Profile } from '../../limits/profile.ts';
import { documentedNeeds } from '../documented-needs.ts';
import { emqxServerlessLimits } from './limits.ts';

/** What EMQX Cloud Serverless lacks. */
export const emqxServerlessProfile: readonly Profile[] = [
  { broker: 'emqx-serverless', lacks: documentedNeeds(emqxServerlessLimits) },
];
