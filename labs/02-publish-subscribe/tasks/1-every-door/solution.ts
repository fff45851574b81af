import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL);
client.on('message', (topic, payload) => {
  console.log(topic.slice(PREFIX.length), payload.toString());
});
await client.subscribeAsync(`${PREFIX}floor3/+/door`);
