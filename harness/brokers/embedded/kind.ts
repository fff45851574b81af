import { brokerKind } from '../broker-kind.ts';
import { embeddedDeviations } from './deviations.ts';
import { embeddedMqtt5Deviations } from './deviations-mqtt5.ts';
import { embeddedSettings } from './settings.ts';

/** aedes in this process. It needs neither Docker nor an installed program. */
export const embedded = brokerKind({
  name: 'embedded',
  title: 'aedes (embedded)',
  callsItself: [],
  isInTests: true,
  hasTags: false,
  variables: [],
  cannot: [],
  deviations: [...embeddedDeviations, ...embeddedMqtt5Deviations],
  lacks: [],
  settings: embeddedSettings,
  start: async ({ signal }, setup) => (await import('./embedded.ts')).openEmbedded(signal, setup),
});
