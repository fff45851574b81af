import { brokerKind } from '../broker-kind.ts';
import { natsDeviations } from './deviations.ts';
import { natsInContainer } from './in-container.ts';
import { nats as lacks } from './profile.ts';

/** nats-server with its MQTT listener, in a container. */
export const nats = brokerKind({
  name: 'nats',
  title: 'nats-server',
  callsItself: ['nats-server', 'nats'],
  isInTests: false,
  hasTags: true,
  variables: ['NATS_IMAGE'],
  cannot: ['tls', 'users', 'acl', 'maximumKeepAlive', 'persistence'],
  deviations: natsDeviations,
  lacks,
  settings: {},
  start: async (opening, setup, tag) =>
    (await import('../docker/in-container.ts')).startInContainer(natsInContainer, opening, setup, tag),
});
