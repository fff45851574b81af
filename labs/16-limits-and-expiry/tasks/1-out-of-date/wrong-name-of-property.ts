import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL, { protocolVersion: 5 });
// In plain JavaScript, nothing says that there is no property of this name.
const properties: object = { expiryInterval: 1 };
await client.publishAsync(`${PREFIX}warnings`, 'gust', { qos: 1, properties });
await client.endAsync();
