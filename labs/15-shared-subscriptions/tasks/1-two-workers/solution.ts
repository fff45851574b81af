import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', CLIENT_ID = 'worker' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL, { protocolVersion: 5, clientId: CLIENT_ID });
client.on('message', (_topic, payload) => console.log(payload.toString()));
await client.subscribeAsync(`$share/workers/${PREFIX}jobs`, { qos: 1 });
