import type { Job, PublishJob, SubscribeJob } from '../client-kind.ts';
import { connecting } from '../connecting.ts';

/** The arguments of mosquitto_pub. With several messages, `-l` makes it publish the lines of its input. */
export const publishArguments = (job: PublishJob): string[] => [
  ...common(job),
  ...(job.times === undefined ? ['-m', job.payload] : ['-l']),
  ...(job.retain ? ['-r'] : []),
];

/** A shell script that writes the line `$1`, `$2` times, every `$3` seconds, to the command in the other arguments. */
export const feed = [
  'line=$1 left=$2 every=$3; shift 3',
  'while echo "$line"; [ $((left -= 1)) -gt 0 ]; do sleep "$every"; done | "$@"',
].join('\n');

/** The arguments of mosquitto_sub, which prints each message as a line of JSON. */
export const subscribeArguments = (job: SubscribeJob): string[] => [
  ...common(job),
  ...['-C', `${job.count}`, '-F', '%j'],
];

const common = (job: Job): string[] => [
  ...connecting(job),
  ...(job.protocolVersion === undefined ? [] : ['-V', job.protocolVersion === 5 ? 'mqttv5' : 'mqttv311']),
  ...(job.keepSession ? ['-c'] : []),
];
