import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', CLIENT_ID = 'recorder' } = process.env;

const known = new Set<string>();

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
  console.log(`${id} ${celsius}`);
});
client.on('connect', () => client.subscribe(`${PREFIX}greenhouse/+/temperature`, { qos: 1 }));
