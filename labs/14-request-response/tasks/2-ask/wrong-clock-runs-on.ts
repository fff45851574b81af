import { randomBytes } from 'node:crypto';
import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', CLIENT_ID = 'asker' } = process.env;
const answers = `${PREFIX}answers/${CLIENT_ID}`;

const client = await mqtt.connectAsync(MQTT_URL, { protocolVersion: 5, clientId: CLIENT_ID });
const correlationData = randomBytes(8);

function finish(line: string): void {
  console.log(line);
  client.end();
}
client.on('message', (_topic, payload, { properties }) => {
  if (properties?.correlationData?.equals(correlationData)) finish(payload.toString());
});
await client.subscribeAsync(answers, { qos: 1 });
setTimeout(() => finish('no answer'), 3_000);
await client.publishAsync(`${PREFIX}kitchen/ask`, 'how warm?', {
  qos: 1,
  properties: { responseTopic: answers, correlationData },
});
