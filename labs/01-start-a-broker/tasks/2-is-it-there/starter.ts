import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', WAIT_MS = '5000' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL, { connectTimeout: Number(WAIT_MS) });
console.log('ok');
await client.endAsync();
