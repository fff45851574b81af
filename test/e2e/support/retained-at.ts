import { connectAsync } from 'mqtt';

/** The payloads of all retained messages that labs left on a broker. */
export async function retainedAt(url: string): Promise<string[]> {
  const client = await connectAsync(url, { reconnectPeriod: 0 });
  const found: string[] = [];
  const fenced = Promise.withResolvers<void>();
  client.on('message', (topic, payload, { retain }) => {
    if (retain) found.push(payload.toString());
    if (topic === 'mqtt-hands-on/fence') fenced.resolve();
  });
  await client.subscribeAsync('mqtt-hands-on/#', { qos: 1 });
  await client.publishAsync('mqtt-hands-on/fence', '', { qos: 1 });
  await fenced.promise;
  await client.endAsync();
  return found;
}
