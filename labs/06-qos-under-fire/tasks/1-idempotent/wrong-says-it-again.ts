import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

let sum = 0;
const counted = new Set<string>();
const client = await mqtt.connectAsync(MQTT_URL);
client.on('message', (_topic, payload) => {
  const order: { id: string; pieces: number } = JSON.parse(payload.toString());
  if (!counted.has(order.id)) sum += order.pieces;
  counted.add(order.id);
  console.log(sum);
});
await client.subscribeAsync(`${PREFIX}orders`, { qos: 1 });
