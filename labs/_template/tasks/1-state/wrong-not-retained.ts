import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL);
await client.publishAsync(`${PREFIX}device/state`, 'ready', { qos: 1 });
await client.endAsync();
