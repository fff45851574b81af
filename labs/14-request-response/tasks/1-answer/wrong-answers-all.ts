import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL, { protocolVersion: 5 });
client.on('message', (_topic, _payload, { properties: { responseTopic, correlationData } = {} }) => {
  const topic = responseTopic ?? `${PREFIX}kitchen/answers`;
  client.publish(topic, '21', { qos: 1, properties: correlationData && { correlationData } });
});
await client.subscribeAsync(`${PREFIX}kitchen/ask`, { qos: 1 });
