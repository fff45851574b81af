import { readFile } from 'node:fs/promises';
import mqtt from 'mqtt';

const { MQTT_URL = 'mqtts://127.0.0.1:8883', PREFIX = '', CA_FILE = 'ca.pem' } = process.env;

try {
  const client = await mqtt.connectAsync(MQTT_URL, { ca: await readFile(CA_FILE) });
  await client.publishAsync(`${PREFIX}greenhouse/temperature`, '21.5', { qos: 1 });
  await client.endAsync();
} catch (error) {
  console.log('not sent:', error);
  process.exitCode = 1;
}
