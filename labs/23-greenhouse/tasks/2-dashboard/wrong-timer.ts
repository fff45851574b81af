import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = mqtt.connect(MQTT_URL);
const clocks = new Map<string, NodeJS.Timeout>();
client.on('message', (topic, payload) => {
  const [sensor] = topic.slice(`${PREFIX}greenhouse/`.length).split('/');
  const name = String(sensor);
  console.log(`${name} ${payload}`);
  clearTimeout(clocks.get(name));
  clocks.set(
    name,
    setTimeout(() => console.log(`${name} offline`), 10_000),
  );
});
client.on('connect', () => client.subscribe(`${PREFIX}greenhouse/+/temperature`, { qos: 1 }));
