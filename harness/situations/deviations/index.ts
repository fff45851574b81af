import type { KnownDeviation } from '../../brokers/deviations/known-deviation.ts';
import { mosquittoPub, mosquittoSub } from './mosquitto.ts';
import { mqttjs } from './mqttjs.ts';
import { mqttx } from './mqttx.ts';
import { paho } from './paho.ts';

/**
 * Every known deviation of every client, looked into by hand. They have the form of those of brokers: the client stands where
 * the broker does.
 */
export const knownClientDeviations: readonly KnownDeviation[] = [
  ...mqttjs,
  ...paho,
  ...mosquittoPub,
  ...mosquittoSub,
  ...mqttx,
];
