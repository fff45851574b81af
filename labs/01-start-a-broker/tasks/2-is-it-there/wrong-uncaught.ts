import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL, { connectTimeout: 8_000 }, false);
console.log('ok');
await client.endAsync();
