import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL);
console.log('ok');
await client.endAsync();
