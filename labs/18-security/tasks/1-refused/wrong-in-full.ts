import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', TOPIC = 'greenhouse/temperature' } = process.env;
const { USERNAME = '', PASSWORD = '' } = process.env;

try {
  const client = await mqtt.connectAsync(MQTT_URL, {
    protocolVersion: 5,
    username: USERNAME,
    password: PASSWORD,
  });
  await client.publishAsync(`${PREFIX}${TOPIC}`, '21.5', { qos: 1 });
  console.log('sent');
  await client.endAsync();
} catch (error) {
  console.log('refused', error);
  process.exit(1);
}
