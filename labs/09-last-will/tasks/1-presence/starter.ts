import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL, { reconnectPeriod: 0 });
client.on('message', () => client.end());
await client.subscribeAsync(`${PREFIX}pump/stop`, { qos: 1 });
await client.publishAsync(`${PREFIX}pump/status`, 'online', { qos: 1 });
