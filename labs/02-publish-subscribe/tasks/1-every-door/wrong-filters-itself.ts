import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL);
client.on('message', (topic, payload) => {
  const name = topic.slice(PREFIX.length);
  if (/^floor3\/[^/]+\/door$/.test(name)) console.log(name, payload.toString());
});
await client.subscribeAsync(`${PREFIX}#`);
