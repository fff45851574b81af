import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL);
for (const name of ['temperature', 'door']) {
  await client.publishAsync(`${PREFIX}room7/${name}`, '', { qos: 1, retain: true });
}
await client.endAsync();
