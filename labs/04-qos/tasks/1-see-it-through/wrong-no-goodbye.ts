import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL);
await client.publishAsync(`${PREFIX}payments`, 'pay 100', { qos: 2 });
process.exit();
