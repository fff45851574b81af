import { connecting } from '../connecting.ts';
import type { Job, PublishJob, SubscribeJob } from '../kind.ts';

/** What mosquitto_pub is called with. */
export const publishArguments = (job: PublishJob): string[] => [
  ...common(job),
  ...['-m', job.payload],
  ...(job.retain ? ['-r'] : []),
  ...(job.times === undefined ? [] : ['--repeat', `${job.times}`]),
  ...(job.every === undefined ? [] : ['--repeat-delay', `${job.every / 1_000}`]),
];

/** What mosquitto_sub is called with; each message is a line of JSON. */
export const subscribeArguments = (job: SubscribeJob): string[] => [
  ...common(job),
  ...['-C', `${job.count}`, '-F', '%j'],
];

const common = (job: Job): string[] => [
  ...connecting(job),
  ...(job.protocolVersion === undefined ? [] : ['-V', job.protocolVersion === 5 ? 'mqttv5' : 'mqttv311']),
  ...(job.keepSession ? ['-c'] : []),
];
