import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL);
client.on('message', (_topic, payload) => console.log(payload.toString()));
await client.subscribeAsync(`${PREFIX}tickets`, { qos: 2 });
