import { randomBytes } from 'node:crypto';
import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', CLIENT_ID = 'siren' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL, {
  clientId: `${CLIENT_ID}${randomBytes(4).toString('hex')}`,
});
client.on('message', (_topic, payload) => console.log(payload.toString()));
await client.subscribeAsync(`${PREFIX}alarm`, { qos: 1 });
