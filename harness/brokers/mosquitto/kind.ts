import { brokerKind } from '../broker-kind.ts';
import { mosquittoDeviations } from './deviations.ts';
import { mosquittoMqtt5Deviations } from './deviations-mqtt5.ts';
import { mosquittoSettings } from './settings.ts';

/** Mosquitto, in a container or as a program. */
export const mosquitto = brokerKind({
  name: 'mosquitto',
  title: 'Mosquitto',
  isInTests: true,
  hasTags: true,
  variables: ['MOSQUITTO_IMAGE', 'MOSQUITTO_PROGRAM'],
  cannot: [],
  deviations: [...mosquittoDeviations, ...mosquittoMqtt5Deviations],
  lacks: [],
  settings: mosquittoSettings,
  start: async (opening, setup, tag) => (await import('./mosquitto.ts')).openMosquitto(opening, setup, tag),
});
