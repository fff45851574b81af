import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

interface Sensor {
  status?: string;
  temperature?: string;
}
const sensors = new Map<string, Sensor>();
const shown = new Map<string, string>();

function show(name: string, { status, temperature }: Sensor): void {
  if (status === undefined) return;
  const text = status === 'online' ? temperature : 'offline';
  if (text === undefined || shown.get(name) === text) return;
  shown.set(name, text);
  console.log(`${name} ${text}`);
}

const client = mqtt.connect(MQTT_URL);
client.on('message', (topic, payload, { retain }) => {
  if (retain) return;
  const [name = '', kind = ''] = topic.slice(`${PREFIX}greenhouse/`.length).split('/');
  const sensor = { ...sensors.get(name), [kind]: payload.toString() };
  sensors.set(name, sensor);
  show(name, sensor);
});
client.on('connect', () =>
  client.subscribe([`${PREFIX}greenhouse/+/status`, `${PREFIX}greenhouse/+/temperature`], { qos: 1 }),
);
