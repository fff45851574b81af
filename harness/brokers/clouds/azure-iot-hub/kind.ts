import { cloud } from '../cloud.ts';
import { azureIotHubLimits } from './limits.ts';
import { azureIotHubProfile } from './profile.ts';

/** Azure IoT Hub. */
export const azureIotHub = cloud({
  name: 'azure-iot-hub',
  title: 'Azure IoT Hub',
  alsoCalled: ['azure-iot', 'iot-hub'],
  limits: azureIotHubLimits,
  lacks: azureIotHubProfile,
  entrance: async () => (await import('./entrance.ts')).entrance(),
});
