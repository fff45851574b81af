import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

let kind = 'state';
const client = await mqtt.connectAsync(MQTT_URL);
client.on('message', (_topic, payload) => {
  console.log(`${kind} ${payload}`);
  kind = 'news';
});
await client.subscribeAsync(`${PREFIX}door`, { qos: 1 });
