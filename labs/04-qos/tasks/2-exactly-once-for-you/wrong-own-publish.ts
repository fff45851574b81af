import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL);
// Everything on this connection is to be QoS 2.
await client.publishAsync(`${PREFIX}care`, 'exactly once, please', { qos: 2 });
client.on('message', (_topic, payload) => console.log(payload.toString()));
await client.subscribeAsync(`${PREFIX}tickets`);
