import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL);

// Retained messages come after SUBSCRIBE. A retained message of our own, subscribed to after the others, comes last.
const end = `${PREFIX}end-of-search/${process.pid}`;
await client.publishAsync(end, 'end', { qos: 1, retain: true });

const found = new Set<string>();
const all = new Promise<void>((resolve) => {
  client.on('message', (topic, _payload, { retain }) => {
    if (topic === end) resolve();
    else if (retain) found.add(topic);
  });
});
await client.subscribeAsync(`${PREFIX}room7/#`, { qos: 1 });
await client.subscribeAsync(end, { qos: 1 });
await all;

for (const topic of [...found, end]) await client.publishAsync(topic, '', { qos: 1, retain: true });
await client.endAsync();
