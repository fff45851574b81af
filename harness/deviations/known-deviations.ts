import { embeddedDeviations } from './embedded.ts';
import { embeddedMqtt5Deviations } from './embedded-mqtt5.ts';
import { emqxDeviations } from './emqx.ts';
import type { KnownDeviation } from './known-deviation.ts';
import { mosquittoDeviations } from './mosquitto.ts';
import { mosquittoMqtt5Deviations } from './mosquitto-mqtt5.ts';
import { natsDeviations } from './nats.ts';
import { rabbitmqDeviations } from './rabbitmq.ts';

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
