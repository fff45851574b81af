import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', CLIENT_ID = 'asker' } = process.env;
const answers = `${PREFIX}answers/${CLIENT_ID}`;

const client = await mqtt.connectAsync(MQTT_URL, { protocolVersion: 5, clientId: CLIENT_ID });
client.on('message', (_topic, payload) => {
  console.log(payload.toString());
  client.end();
});
await client.subscribeAsync(answers, { qos: 1 });
await client.publishAsync(`${PREFIX}kitchen/ask`, 'how warm?', { qos: 1 });
