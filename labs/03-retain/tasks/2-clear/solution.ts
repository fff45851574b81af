import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL);

// Retained messages come when one subscribes. When none has come for a while, all of them have.
const found = new Set<string>();
const all = new Promise<void>((resolve) => {
  const quiet = setTimeout(resolve, 2_000);
  client.on('message', (topic, _payload, { retain }) => {
    if (retain) found.add(topic);
    quiet.refresh();
  });
});
await client.subscribeAsync(`${PREFIX}room7/#`, { qos: 1 });
await all;

for (const topic of found) await client.publishAsync(topic, '', { qos: 1, retain: true });
await client.endAsync();
