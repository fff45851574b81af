import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', CLIENT_ID = 'recorder' } = process.env;

const client = mqtt.connect(MQTT_URL, { clientId: CLIENT_ID });
client.on('message', (_topic, payload) => {
  const { id, celsius } = JSON.parse(payload.toString());
  console.log(`${id} ${celsius}`);
});
client.on('connect', () => client.subscribe(`${PREFIX}greenhouse/+/temperature`, { qos: 1 }));
