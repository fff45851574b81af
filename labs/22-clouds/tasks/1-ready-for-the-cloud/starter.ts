import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = mqtt.connect(MQTT_URL, { protocolVersion: 5 });
const values = new Map<string, string>();
const complete = new Promise<void>((resolve) => {
  client.on('message', (topic, payload) => {
    values.set(topic.split('/').at(-1) ?? '', payload.toString());
    if (values.size === 2) resolve();
  });
});
client.on('connect', () => client.subscribe(`${PREFIX}rooms/+`, { qos: 2 }));

await complete;
for (const [room, value] of values) console.log(room, value);
await client.publishAsync(`${PREFIX}panel`, 'shown', { qos: 2 });
await client.endAsync();
