import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', TOPIC = 'greenhouse/temperature' } = process.env;
const { USERNAME = '', PASSWORD = '' } = process.env;

let client: mqtt.MqttClient | undefined;
try {
  client = await mqtt.connectAsync(MQTT_URL, {
    username: USERNAME,
    password: PASSWORD,
  });
  await client.publishAsync(`${PREFIX}${TOPIC}`, '21.5', { qos: 1 });
  console.log('sent');
} catch (error) {
  console.log(`refused: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
await client?.endAsync();
