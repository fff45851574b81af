import { randomUUID } from 'node:crypto';
import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', CLIENT_ID = 'controller' } = process.env;

const house = `${PREFIX}greenhouse`;
const status = { topic: `${PREFIX}controller/status`, qos: 1, retain: true } as const;
const sensors = new Map<string, { status?: string; celsius?: number }>();
/** What the vent reports, or what it was ordered since. */
let vent: string | undefined;

const client = mqtt.connect(MQTT_URL, {
  protocolVersion: 5,
  clientId: CLIENT_ID,
  will: { ...status, payload: Buffer.from('offline') },
});
client.on('message', (topic, payload) => {
  const [name = '', kind = ''] = topic.slice(`${house}/`.length).split('/');
  const text = payload.toString();
  if (kind === 'state') vent = text;
  if (kind === 'status') sensors.set(name, { ...sensors.get(name), status: text });
  if (kind === 'temperature') sensors.set(name, { ...sensors.get(name), celsius: JSON.parse(text).celsius });
  decide();
});
client.on('connect', () => {
  client.publish(status.topic, 'online', status);
  client.subscribe([`${house}/+/status`, `${house}/+/temperature`, `${house}/vent/state`], { qos: 1 });
});

function decide(): void {
  // A sensor that has said something is known.
  const known = [...sensors.values()].filter(({ status }) => status !== undefined);
  const warmest = Math.max(...known.map(({ celsius = Number.NaN }) => celsius).filter(Number.isFinite));
  if (!Number.isFinite(warmest) || vent === undefined) return;
  if (warmest >= 30) order('open');
  if (warmest < 25) order('closed');
}

function order(to: string): void {
  if (vent === to) return;
  vent = to;
  const message = JSON.stringify({ id: randomUUID(), to });
  client.publish(`${house}/vent/set`, message, { qos: 1, properties: { messageExpiryInterval: 60 } });
}
