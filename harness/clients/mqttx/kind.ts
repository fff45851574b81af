import { same } from '../../base/text.ts';
import { versionOf } from '../ask.ts';
import { clientKind, type MissingClient } from '../client-kind.ts';
import { originOfProgram } from '../origin.ts';
import { type WayToRun, wayToRun } from '../way-to-run.ts';
import { publishArguments, subscribeArguments } from './arguments.ts';
import { receivedInLines } from './received.ts';

const name = 'mqttx';

/** MQTTX on the command line: the program that MQTTX_PROGRAM names, `mqttx` on the PATH, or in its image. */
export const mqttx = clientKind({
  name,
  title: 'MQTTX CLI',
  variables: ['MQTTX_PROGRAM', 'MQTTX_IMAGE'],
  repeats: false,
  async find(environment = process.env) {
    const { MQTTX_PROGRAM: chosen, MQTTX_IMAGE: image } = environment;
    const dockerfile = new URL('./Dockerfile', import.meta.url);
    const way = chosen
      ? programAt(chosen)
      : await wayToRun({ names: [name], image, dockerfile }, environment);
    const version = way && (await versionOf(way.run(name, ['--version'])));
    if (way === undefined || version === undefined) return missing;
    // Without colours: its output is parsed.
    const run = (args: readonly string[]) => ({ ...way.run(name, args), env: { FORCE_COLOR: '0' } });
    return {
      version,
      origin: way.origin,
      publish: (job) => run(publishArguments(job)),
      subscribe: (job) => run(subscribeArguments(job)),
      received: receivedInLines,
    };
  },
});

const programAt = (path: string): WayToRun => ({
  origin: originOfProgram(path),
  run: (_, args) => ({ file: path, args }),
});

const missing: MissingClient = {
  missing: {
    en: 'mqttx is not on the PATH, and its image is not here',
    ja: 'mqttx が PATH になく、そのイメージもありません',
  },
  advice: same('brew install emqx/mqttx/mqttx-cli'),
};
