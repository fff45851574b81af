import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotRunError } from '../../base/errors.ts';
import { isExecutable } from '../../process/find-program.ts';
import { freePorts } from '../../process/free-ports.ts';
import { spawnBroker } from '../../process/spawn.ts';
import { temporaryFolder } from '../../process/temporary-folder.ts';
import type { OwnBroker } from '../broker.ts';
import type { Setup } from '../setup/setup.ts';
import { brokerFromProcess } from '../startup/broker-from-process.ts';
import { mosquittoConfigFile, mosquittoFiles, mosquittoReadyLine } from './config.ts';

const host = '127.0.0.1';

/**
 * The Mosquitto program of this machine, on loopback.
 * @throws CannotRunError `program-not-found`, `no-temporary-folder`, `port-taken`, `broker-ended` or `broker-not-started`;
 * the signal's reason
 */
export async function openMosquittoProgram(
  program: string,
  signal: AbortSignal,
  setup: Setup = {},
): Promise<OwnBroker> {
  if (!(await isExecutable(program))) throw notFound(program);
  const [mqttPort = 0, webSocketPort = 0, tlsPort = 0] = await freePorts(3);
  const directory = await temporaryFolder('mqtt-hands-on-');
  const files = mosquittoFiles({ host, mqttPort, webSocketPort, tlsPort }, setup, directory);
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(directory, name), content, { mode: 0o600 });
  }
  const process = spawnBroker([program, '-c', join(directory, mosquittoConfigFile)], directory);
  try {
    return await brokerFromProcess(process, {
      name: 'mosquitto',
      origin: { en: `the program ${program}`, ja: `このマシンの ${program}` },
      title: program,
      endpoints: {
        mqtt: `mqtt://${host}:${mqttPort}`,
        ws: `ws://${host}:${webSocketPort}`,
        ...(setup.tls && { mqtts: `mqtts://${host}:${tlsPort}` }),
      },
      setup,
      readyLine: mosquittoReadyLine,
      patience: 5000,
      signal,
    });
  } finally {
    // Mosquitto has read its configuration. With a setup, the directory is kept until the program ends.
    if (Object.keys(setup).length === 0) await rm(directory, { recursive: true, force: true });
  }
}

const notFound = (program: string) =>
  new CannotRunError(
    'program-not-found',
    {
      en: `there is no program at MOSQUITTO_PROGRAM=${program}`,
      ja: `MOSQUITTO_PROGRAM=${program} に実行できるプログラムがありません`,
    },
    {
      en: 'give the path of a mosquitto program, or unset it to use a container',
      ja: 'mosquitto のパスを指定するか、変数を外してコンテナを使ってください',
    },
  );
