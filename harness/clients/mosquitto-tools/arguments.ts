import type { Job, PublishJob, SubscribeJob } from '../client-kind.ts';
import { connecting } from '../connecting.ts';

/** What mosquitto_pub is called with; with `-l`, where it is to publish several times, it publishes the lines that it reads. */
export const publishArguments = (job: PublishJob): string[] => [
  ...common(job),
  ...(job.times === undefined ? ['-m', job.payload] : ['-l']),
  ...(job.retain ? ['-r'] : []),
];

/** A shell script that writes a line `$1` as often as `$2` says, every `$3` seconds, to the command in its other arguments. */
export const feed = [
  'line=$1 left=$2 every=$3; shift 3',
  'while echo "$line"; [ $((left -= 1)) -gt 0 ]; do sleep "$every"; done | "$@"',
].join('\n');

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
