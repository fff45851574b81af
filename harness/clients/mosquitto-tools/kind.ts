import { same } from '../../base/text.ts';
import { versionOf } from '../ask.ts';
import { clientKind, type MissingClient, type PublishJob } from '../client-kind.ts';
import type { Command } from '../program.ts';
import { receivedInJson } from '../received.ts';
import { wayToRun } from '../way-to-run.ts';
import { feed, publishArguments, subscribeArguments } from './arguments.ts';

const publisher = 'mosquitto_pub';
const subscriber = 'mosquitto_sub';

/** mosquitto_pub and mosquitto_sub, on the PATH or in an image of Mosquitto. */
export const mosquittoTools = clientKind({
  name: 'mosquitto-tools',
  title: 'mosquitto_pub/_sub',
  variables: ['MOSQUITTO_IMAGE'],
  repeats: true,
  async find(environment = process.env) {
    const image = environment.MOSQUITTO_IMAGE;
    const dockerfile = new URL('./Dockerfile', import.meta.url);
    const way = await wayToRun({ names: [publisher, subscriber], image, dockerfile }, environment);
    const version = way && (await versionOf(way.run(publisher, ['--version']), /version (\S+)/));
    if (way === undefined || version === undefined) return missing;
    return {
      version,
      origin: way.origin,
      publish: (job) => fed(job, way.run(publisher, publishArguments(job))),
      subscribe: (job) => way.run(subscriber, subscribeArguments(job)),
      received: receivedInJson,
    };
  },
});

/** Without `-l`, mosquitto_pub ends with its connection; only with `-l` it reconnects. */
function fed({ payload, times, every = 0 }: PublishJob, command: Command): Command {
  if (times === undefined) return command;
  const words = ['sh', payload, `${times}`, `${every / 1_000}`, command.file, ...command.args];
  return { ...command, file: 'sh', args: ['-c', feed, ...words] };
}

const missing: MissingClient = {
  missing: {
    en: 'mosquitto_pub and mosquitto_sub are not on the PATH, nor in an image that is here',
    ja: 'mosquitto_pub と mosquitto_sub が PATH になく、手元のイメージにもありません',
  },
  advice: same('apt install mosquitto-clients / brew install mosquitto'),
};
