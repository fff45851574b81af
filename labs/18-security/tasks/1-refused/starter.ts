import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', TOPIC = 'greenhouse/temperature' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL);
await client.publishAsync(`${PREFIX}${TOPIC}`, '21.5');
console.log('sent');
await client.endAsync();
