import { embeddedDeviations } from '../embedded/deviations.ts';
import { embeddedMqtt5Deviations } from '../embedded/deviations-mqtt5.ts';
import { emqxDeviations } from '../emqx/deviations.ts';
import { mosquittoDeviations } from '../mosquitto/deviations.ts';
import { mosquittoMqtt5Deviations } from '../mosquitto/deviations-mqtt5.ts';
import { natsDeviations } from '../nats/deviations.ts';
import { rabbitmqDeviations } from '../rabbitmq/deviations.ts';
import type { KnownDeviation } from './known-deviation.ts';

/** Every known deviation of every broker. */
export const knownDeviations: readonly KnownDeviation[] = [
  ...embeddedDeviations,
  ...embeddedMqtt5Deviations,
  ...mosquittoDeviations,
  ...mosquittoMqtt5Deviations,
  ...emqxDeviations,
  ...natsDeviations,
  ...rabbitmqDeviations,
];
