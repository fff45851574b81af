import type { Job } from './client-kind.ts';

/** The arguments of mosquitto_pub, mosquitto_sub and MQTTX CLI for address, topic, QoS and client id. */
export function connecting({ url, topic, qos, clientId }: Job): string[] {
  const { hostname, port } = new URL(url);
  const id = clientId === undefined ? [] : ['-i', clientId];
  return ['-h', hostname, '-p', port === '' ? '1883' : port, '-t', topic, '-q', `${qos}`, ...id];
}
