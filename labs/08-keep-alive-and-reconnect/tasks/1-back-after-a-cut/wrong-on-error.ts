import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = mqtt.connect(MQTT_URL, { reconnectPeriod: 100 });
client.on('message', (_topic, payload) => console.log(payload.toString()));
client.on('error', () => console.log('offline'));
await client.subscribeAsync(`${PREFIX}orders`, { qos: 1 });
