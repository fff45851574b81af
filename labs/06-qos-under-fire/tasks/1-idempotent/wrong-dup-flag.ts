import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

let sum = 0;
const client = await mqtt.connectAsync(MQTT_URL);
client.on('message', (_topic, payload, { dup }) => {
  if (dup) return;
  const order: { id: string; pieces: number } = JSON.parse(payload.toString());
  sum += order.pieces;
  console.log(sum);
});
await client.subscribeAsync(`${PREFIX}orders`, { qos: 1 });
