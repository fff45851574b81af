import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL, { protocolVersion: 5 });
// The broker does not keep it for a siren that is off.
await client.publishAsync(`${PREFIX}warnings`, 'gust', { qos: 0 });
await client.endAsync();
