import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL, { protocolVersion: 5 });
for (const celsius of ['20.5', '20.6', '20.7', '20.8']) {
  for (const room of ['room-11', 'room-12', 'room-13']) {
    const topic = `${PREFIX}headquarters/building-7/floor-3/${room}/temperature`;
    // The room's own number: eleven to thirteen.
    await client.publishAsync(topic, celsius, { qos: 1, properties: { topicAlias: Number(room.slice(-2)) } });
  }
}
await client.endAsync();
