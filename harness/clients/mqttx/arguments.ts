import type { Job, PublishJob, SubscribeJob } from '../client-kind.ts';
import { connecting } from '../connecting.ts';

/** The arguments of `mqttx` to publish. */
export const publishArguments = (job: PublishJob): string[] => [
  'pub',
  ...common(job),
  ...['-m', job.payload],
  ...(job.retain ? ['-r'] : []),
];

/** The arguments of `mqttx` to subscribe. It can't count, and runs until it is stopped. */
export const subscribeArguments = (job: SubscribeJob): string[] => ['sub', ...common(job)];

const common = (job: Job): string[] => [
  ...connecting(job),
  ...(job.protocolVersion === undefined ? [] : ['-V', job.protocolVersion === 5 ? '5' : '3.1.1']),
  ...(job.keepSession ? ['--no-clean'] : []),
  ...(job.keepSession && job.protocolVersion === 5 ? ['-se', '60'] : []),
];
