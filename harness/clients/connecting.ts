import type { Job } from './client-kind.ts';

/** The arguments by which mosquitto_pub, mosquitto_sub and MQTTX CLI are told where to connect, and what about. */
export function connecting({ url, topic, qos, clientId }: Job): string[] {
  const { hostname, port } = new URL(url);
  const id = clientId === undefined ? [] : ['-i', clientId];
  return ['-h', hostname, '-p', port === '' ? '1883' : port, '-t', topic, '-q', `${qos}`, ...id];
}
