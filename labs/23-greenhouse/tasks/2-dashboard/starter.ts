import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = mqtt.connect(MQTT_URL);
client.on('message', (topic, payload) => {
  const [sensor] = topic.slice(`${PREFIX}greenhouse/`.length).split('/');
  console.log(`${sensor} ${payload}`);
});
client.on('connect', () => client.subscribe(`${PREFIX}greenhouse/+/temperature`, { qos: 1 }));
