import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', CLIENT_ID = 'worker' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL, { protocolVersion: 5, clientId: CLIENT_ID });
const taken = new Set<string>();
client.on('message', (topic, payload) => {
  const job = payload.toString();
  if (topic === `${PREFIX}taken`) {
    taken.add(job);
  } else if (!taken.has(job)) {
    // The other one should leave it alone.
    client.publish(`${PREFIX}taken`, job, { qos: 1 });
    console.log(job);
  }
});
await client.subscribeAsync([`${PREFIX}jobs`, `${PREFIX}taken`], { qos: 1 });
