import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const readings = [
  { floor: 2, room: 'kitchen', kind: 'temperature', value: '21.0' },
  { floor: 2, room: 'lab', kind: 'temperature', value: '23.5' },
  { floor: 2, room: 'lab', kind: 'door', value: 'shut' },
  { floor: 3, room: 'lab', kind: 'temperature', value: '19.5' },
  { floor: 3, room: 'office', kind: 'door', value: 'open' },
];

const client = await mqtt.connectAsync(MQTT_URL);
for (const { floor, room, kind, value } of readings) {
  await client.publishAsync(`${PREFIX}hq/${floor}/${room}`, JSON.stringify({ [kind]: value }), { qos: 1 });
}
await client.endAsync();
