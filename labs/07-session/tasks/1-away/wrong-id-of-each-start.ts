import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = mqtt.connect(MQTT_URL, {
  protocolVersion: 5,
  clientId: `orders-${process.pid}`,
  clean: false,
  properties: { sessionExpiryInterval: 24 * 60 * 60 },
});
// What was waiting comes right after CONNACK, so listen before.
client.on('message', (_topic, payload) => console.log(payload.toString()));
await new Promise((resolve) => client.once('connect', resolve));
await client.subscribeAsync(`${PREFIX}orders`, { qos: 1 });

setTimeout(() => client.end(), 1_000);
