import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL);
for (const [at, celsius] of ['20.5', '21.0', '21.5'].entries()) {
  await client.publishAsync(`${PREFIX}office/temperature`, celsius, { qos: 1, retain: at === 0 });
}
await client.endAsync();
