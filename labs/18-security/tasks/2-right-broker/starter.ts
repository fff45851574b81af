import mqtt from 'mqtt';

const { MQTT_URL = 'mqtts://127.0.0.1:8883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL);
await client.publishAsync(`${PREFIX}greenhouse/temperature`, '21.5', { qos: 1 });
await client.endAsync();
