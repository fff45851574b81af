import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', TOPIC = 'greenhouse/temperature' } = process.env;
const { USERNAME = '', PASSWORD = '' } = process.env;

const client = mqtt.connect(MQTT_URL, { protocolVersion: 5, username: USERNAME, password: PASSWORD });
client.on('error', (error) => {
  console.log(`refused: ${error.message}`);
  process.exit(1);
});
client.on('connect', () => {
  client.publish(`${PREFIX}${TOPIC}`, '21.5', { qos: 1 });
  console.log('sent');
  client.end();
});
