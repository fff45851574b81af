import { brokerKind } from '../broker-kind.ts';
import { rabbitmqDeviations } from './deviations.ts';
import { rabbitmqInContainer } from './in-container.ts';
import { rabbitmq as lacks } from './profile.ts';

/** RabbitMQ with its MQTT plugin, in a container. */
export const rabbitmq = brokerKind({
  name: 'rabbitmq',
  title: 'RabbitMQ',
  isInTests: false,
  hasTags: true,
  variables: ['RABBITMQ_IMAGE'],
  cannot: ['tls', 'users', 'acl', 'maximumKeepAlive', 'persistence'],
  deviations: rabbitmqDeviations,
  lacks,
  settings: {},
  start: async (opening, setup, tag) =>
    (await import('../docker/in-container.ts')).startInContainer(rabbitmqInContainer, opening, setup, tag),
});
