import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = mqtt.connect(MQTT_URL, { reconnectPeriod: 100 });
client.on('close', () => console.log('offline'));
client.on('connect', () => {
  client.on('message', (_topic, payload) => console.log(payload.toString()));
  client.subscribe(`${PREFIX}orders`, { qos: 1 });
});
