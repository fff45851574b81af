import type { InContainer } from '../docker/in-container.ts';

/** The default ports of both plugins. */
const ports = { mqtt: 1883, ws: 15675, mqtts: 8883 };

/** RabbitMQ as its image starts it, with its MQTT plugins. */
export const rabbitmqInContainer: InContainer = {
  name: 'rabbitmq',
  dockerfile: new URL('./Dockerfile', import.meta.url),
  variable: 'RABBITMQ_IMAGE',
  ports,
  webSocketPath: '/ws',
  readyLine: /Server startup complete/,
  versionLine: /RabbitMQ (\d+\.\d+\S*)/,
  // RabbitMQ starts an Erlang virtual machine and a database, which takes ten seconds, or more on a busy machine.
  patience: 120_000,
  configure: () => ({
    files: {
      '/etc/rabbitmq/enabled_plugins': '[rabbitmq_mqtt,rabbitmq_web_mqtt].\n',
      // A client without a user name is `guest`, which by default may connect from the same machine only.
      '/etc/rabbitmq/conf.d/mqtt-hands-on.conf': 'loopback_users = none\nlog.console = true\n',
    },
  }),
};
