import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = mqtt.connect(MQTT_URL);
client.on('connect', () => {
  client.publish(`${PREFIX}payments`, 'pay 100', { qos: 2 });
  client.end(true);
});
