import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', CLIENT_ID = 'controller' } = process.env;

const house = `${PREFIX}greenhouse`;
const client = mqtt.connect(MQTT_URL, { protocolVersion: 5, clientId: CLIENT_ID });
client.on('message', (_topic, payload) => {
  const { id, celsius } = JSON.parse(payload.toString());
  if (celsius >= 30) client.publish(`${house}/vent/set`, JSON.stringify({ id, to: 'open' }), { qos: 1 });
  if (celsius < 25) client.publish(`${house}/vent/set`, JSON.stringify({ id, to: 'closed' }), { qos: 1 });
});
client.on('connect', () => client.subscribe(`${house}/+/temperature`, { qos: 1 }));
