import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;
const status = `${PREFIX}pump/status`;

const client = await mqtt.connectAsync(MQTT_URL, {
  reconnectPeriod: 0,
  will: { topic: status, payload: Buffer.from('offline'), qos: 1, retain: true },
});
client.on('message', () => {
  client.publish(status, 'offline', { qos: 1, retain: true }, () => client.end());
});
await client.subscribeAsync(`${PREFIX}pump/stop`, { qos: 1 });
await client.publishAsync(status, 'online', { qos: 1 });
