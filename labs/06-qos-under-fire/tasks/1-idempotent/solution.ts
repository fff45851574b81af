import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

let sum = 0;
// In production, store these together with the sum, in one transaction, so that both survive a restart.
const counted = new Set<string>();
const client = await mqtt.connectAsync(MQTT_URL);
client.on('message', (_topic, payload) => {
  const order: { id: string; pieces: number } = JSON.parse(payload.toString());
  if (counted.has(order.id)) return;
  counted.add(order.id);
  sum += order.pieces;
  console.log(sum);
});
await client.subscribeAsync(`${PREFIX}orders`, { qos: 1 });
