import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL, { protocolVersion: 5, keepalive: 30 });
console.log('connected');
await client.endAsync(true);
