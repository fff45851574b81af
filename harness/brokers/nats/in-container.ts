import type { InContainer } from '../docker/in-container.ts';

const ports = { mqtt: 1883, ws: 8080, mqtts: 8883 };
const file = '/mqtt-hands-on-nats.conf';

/** Sessions and retained messages of MQTT need JetStream. The WebSocket endpoint is at the path `/mqtt`. */
const config = `server_name: mqtt-hands-on
jetstream { store_dir: "/tmp/nats" }
mqtt { port: ${ports.mqtt} }
websocket { port: ${ports.ws}, no_tls: true }
`;

/** nats-server from the official image, which contains only that program and no shell. */
export const natsInContainer: InContainer = {
  name: 'nats',
  dockerfile: new URL('./Dockerfile', import.meta.url),
  variable: 'NATS_IMAGE',
  ports,
  webSocketPath: '/mqtt',
  readyLine: /Server is ready/,
  versionLine: /Version: +(\d+\.\d+\S*)/,
  patience: 10_000,
  hasShell: false,
  configure: () => ({ command: ['-c', file], files: { [file]: config } }),
};
