import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL);
console.log(`to be cleared: everything below ${PREFIX}room7/`);
await client.endAsync();
