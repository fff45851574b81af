import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL);
// The packet is sent, so it is done.
client.on('packetsend', ({ cmd }) => {
  if (cmd === 'publish') process.exit();
});
client.publish(`${PREFIX}payments`, 'pay 100', { qos: 2 });
