import mqtt from 'mqtt';

/** A client as services write it with MQTT.js: it keeps its session, subscribes, and publishes at each QoS. */
const protocolVersion = process.argv.includes('5') ? 5 : 4;
const client = await mqtt.connectAsync(process.env.MQTT_URL ?? 'mqtt://127.0.0.1', {
  protocolVersion,
  clientId: 'service',
  clean: false,
  keepalive: 2,
  ...(protocolVersion === 5 && { properties: { sessionExpiryInterval: 60 } }),
});
client.on('error', () => {});
await client.subscribeAsync('office/#', { qos: 2 });
for (const qos of [0, 1, 2] as const) client.publish('stage/door', `open ${qos}`, { qos, retain: qos === 1 });
process.once('SIGTERM', () => client.end());
