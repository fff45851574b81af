import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

let sum = 0;
let last: string | undefined;
const client = await mqtt.connectAsync(MQTT_URL);
client.on('message', (_topic, payload) => {
  const order: { id: string; pieces: number } = JSON.parse(payload.toString());
  // The same id once more: a copy.
  if (order.id === last) return;
  last = order.id;
  sum += order.pieces;
  console.log(sum);
});
await client.subscribeAsync(`${PREFIX}orders`, { qos: 1 });
