import type { SubscribeJob } from '../client-kind.ts';
import { clientFor, jobOf } from './job.ts';

const job = jobOf<SubscribeJob>();
const client = clientFor(job);
let left = job.count;
client.on('message', (topic, payload, { qos, retain }) => {
  console.log(JSON.stringify({ topic, payload: payload.toString(), qos, retain }));
  // After the acknowledgement, which MQTT.js writes when this function returns.
  if (--left === 0) setImmediate(() => client.end());
});
await client.subscribeAsync(job.topic, { qos: job.qos });
