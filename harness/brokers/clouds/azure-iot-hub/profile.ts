import type { Profile } from '../../limits/profile.ts';
import { documentedNeeds } from '../documented-needs.ts';
import { azureIotHubLimits } from './limits.ts';

/** What Azure IoT Hub lacks. */
export const azureIotHubProfile: readonly Profile[] = [
  { broker: 'azure-iot-hub', lacks: documentedNeeds(azureIotHubLimits) },
];
