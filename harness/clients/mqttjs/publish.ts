import { setTimeout as pause } from 'node:timers/promises';
import type { PublishJob } from '../client-kind.ts';
import { clientFor, jobOf } from './job.ts';

const job = jobOf<PublishJob>();
const { topic, payload, qos, retain = false, times = 1, every = 0 } = job;
const client = clientFor(job);
const sent: Promise<unknown>[] = [];
for (let count = 0; count < times; count++) {
  if (count > 0) await pause(every);
  sent.push(client.publishAsync(topic, payload, { qos, retain }));
}
await Promise.all(sent);
await client.endAsync();
