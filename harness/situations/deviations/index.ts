import type { KnownDeviation } from '../../brokers/deviations/known-deviation.ts';
import { mosquittoPub, mosquittoSub } from './mosquitto.ts';
import { mqttjs } from './mqttjs.ts';
import { mqttx } from './mqttx.ts';
import { paho } from './paho.ts';

/**
 * Every known deviation of every client, examined by hand. They have the form of a broker's deviation, with the client in
 * the broker's place.
 */
export const knownClientDeviations: readonly KnownDeviation[] = [
  ...mqttjs,
  ...paho,
  ...mosquittoPub,
  ...mosquittoSub,
  ...mqttx,
];
