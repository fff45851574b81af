import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', CLIENT_ID = 'recorder' } = process.env;
const { RECORDS = 'records.txt' } = process.env;

const known = new Set(existsSync(RECORDS) ? readFileSync(RECORDS, 'utf8').split('\n') : []);

const client = mqtt.connect(MQTT_URL, {
  protocolVersion: 5,
  clientId: CLIENT_ID,
  clean: false,
  properties: { sessionExpiryInterval: 24 * 60 * 60 },
});
client.on('message', (_topic, payload) => {
  const { id, celsius } = JSON.parse(payload.toString());
  if (known.has(id)) return;
  known.add(id);
  // Written before PUBACK is sent: whatever is acknowledged is on the disk.
  appendFileSync(RECORDS, `${id}\n`);
  console.log(`${id} ${celsius}`);
});
client.on('connect', () => client.subscribe(`${PREFIX}greenhouse/+/temperature`, { qos: 1 }));
