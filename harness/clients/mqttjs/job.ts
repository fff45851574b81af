import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import type { Job } from '../client-kind.ts';

/** The job in this program's arguments. */
export const jobOf = <J extends Job>(): J => JSON.parse(process.argv[2] ?? '{}') as J;

/** A client for a job; options that the job does not set keep the defaults of MQTT.js. */
export function clientFor({ url, protocolVersion, clientId, keepSession }: Job): MqttClient {
  const options: IClientOptions = {
    ...(protocolVersion !== undefined && { protocolVersion }),
    ...(clientId !== undefined && { clientId }),
    ...(keepSession && { clean: false }),
    ...(keepSession && protocolVersion === 5 && { properties: { sessionExpiryInterval: 60 } }),
  };
  const client = mqtt.connect(url, options);
  client.on('error', (error) => console.error(error.message));
  // Sends DISCONNECT when it is asked to end.
  process.once('SIGTERM', () => client.end());
  return client;
}
