import type { InContainer } from '../docker/in-container.ts';

/** Both plugins listen where they do by default. */
const ports = { mqtt: 1883, ws: 15675, mqtts: 8883 };

/** RabbitMQ as its image starts it, with its MQTT plugins, and what a setup changes. */
export const rabbitmqInContainer: InContainer = {
  name: 'rabbitmq',
  dockerfile: new URL('./Dockerfile', import.meta.url),
  variable: 'RABBITMQ_IMAGE',
  ports,
  webSocketPath: '/ws',
  readyLine: /Server startup complete/,
  versionLine: /RabbitMQ (\d+\.\d+\S*)/,
  // A virtual machine of Erlang and a database of its own: ten seconds, and more on a busy machine.
  patience: 120_000,
  configure: () => ({
    files: {
      '/etc/rabbitmq/enabled_plugins': '[rabbitmq_mqtt,rabbitmq_web_mqtt].\n',
      // Who comes without a name is `guest`, which by default may come from the same machine only.
      '/etc/rabbitmq/conf.d/mqtt-hands-on.conf': 'loopback_users = none\nlog.console = true\n',
    },
  }),
};
