import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL);
client.on('message', (_topic, payload) => console.log(payload.toString()));
// The packet is sent, so it is done.
client.on('packetsend', ({ cmd }) => {
  if (cmd === 'subscribe') client.publish(`${PREFIX}robot/status`, 'ready', { qos: 1 });
});
client.subscribe(`${PREFIX}robot/orders`, { qos: 1 });
