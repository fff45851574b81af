import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', CLIENT_ID = 'printer' } = process.env;

const options = {
  protocolVersion: 5,
  clientId: CLIENT_ID,
  clean: false,
  sessionExpiryInterval: 24 * 60 * 60,
} as const;
const client = mqtt.connect(MQTT_URL, options);
client.on('message', (_topic, payload) => console.log(payload.toString()));
client.on('connect', ({ sessionPresent }) => {
  if (!sessionPresent) client.subscribe(`${PREFIX}orders`, { qos: 1 });
  setTimeout(() => client.end(), 500);
});
