import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL, { protocolVersion: 5, autoUseTopicAlias: true });
for (const celsius of ['20.5', '20.6', '20.7', '20.8']) {
  for (const room of ['room-11', 'room-12', 'room-13']) {
    const topic = `${PREFIX}headquarters/building-7/floor-3/${room}/temperature`;
    await client.publishAsync(topic, celsius, { qos: 1, properties: { topicAlias: 1 } });
  }
}
await client.endAsync();
