import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', CELSIUS = '21.5' } = process.env;

const payload = Buffer.alloc(2);
payload.writeInt16BE(Math.round(Number(CELSIUS) * 10));
const client = await mqtt.connectAsync(MQTT_URL);
await client.publishAsync(`${PREFIX}office/temperature`, payload);
await client.endAsync();
