import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import type { Job } from '../client-kind.ts';

/** The job that this program was started with. */
export const jobOf = <J extends Job>(): J => JSON.parse(process.argv[2] ?? '{}') as J;

/** A client as its job asks for it; with every option of MQTT.js as it is where the job says nothing. */
export function clientFor({ url, protocolVersion, clientId, keepSession }: Job): MqttClient {
  const options: IClientOptions = {
    ...(protocolVersion !== undefined && { protocolVersion }),
    ...(clientId !== undefined && { clientId }),
    ...(keepSession && { clean: false }),
    ...(keepSession && protocolVersion === 5 && { properties: { sessionExpiryInterval: 60 } }),
  };
  const client = mqtt.connect(url, options);
  client.on('error', (error) => console.error(error.message));
  // With a goodbye, where we are asked to end.
  process.once('SIGTERM', () => client.end());
  return client;
}
