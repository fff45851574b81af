import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL);
for (const celsius of ['20.5', '21.0', '21.5']) {
  await client.publishAsync(`${PREFIX}office/temperature`, celsius, { qos: 1 });
}
// The last value, for subscribers that come later.
await client.publishAsync(`${PREFIX}office/temperature/last`, '21.5', { qos: 1, retain: true });
await client.endAsync();
