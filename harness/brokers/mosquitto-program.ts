import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotRunError } from '../errors.ts';
import type { Broker } from './broker.ts';
import { isExecutable } from './find-program.ts';
import { freePorts } from './free-ports.ts';
import { mosquittoConfig, mosquittoReadyLine } from './mosquitto-config.ts';
import { whenAnswering } from './readiness.ts';
import { running } from './running.ts';
import { spawnBroker } from './spawn.ts';

const host = '127.0.0.1';

/**
 * The Mosquitto program of this machine, on loopback.
 * @throws CannotRunError `program-not-found`, `port-taken` or `broker-not-started`; the signal's reason
 */
export async function openMosquittoProgram(program: string, signal: AbortSignal): Promise<Broker> {
  if (!(await isExecutable(program))) throw notFound(program);
  const [mqttPort = 0, webSocketPort = 0] = await freePorts(2);
  const directory = await configured(mosquittoConfig({ host, mqttPort, webSocketPort }));
  const mosquitto = spawnBroker(program, '-c', join(directory, 'mosquitto.conf'));
  try {
    const endpoints = { mqtt: `mqtt://${host}:${mqttPort}`, ws: `ws://${host}:${webSocketPort}` };
    const capabilities = await whenAnswering(mosquitto, {
      title: program,
      endpoints,
      readyLine: mosquittoReadyLine,
      patience: 5000,
      signal,
    });
    const version = mosquitto.output.find(mosquittoReadyLine)?.[1];
    const origin = { en: `the program ${program}`, ja: `このマシンの ${program}` };
    const facts = { name: 'mosquitto', version, origin, endpoints, credentials: undefined, capabilities };
    return running(facts, () => mosquitto.stop());
  } catch (error) {
    await mosquitto.stop();
    throw error;
  } finally {
    // It was read when the program started: gone now, it can't be left behind later.
    await rm(directory, { recursive: true, force: true });
  }
}

/** A directory with the configuration; readable by everybody, as Mosquitto started by root becomes another user. */
async function configured(config: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'mqtt-hands-on-'));
  await chmod(directory, 0o755);
  await writeFile(join(directory, 'mosquitto.conf'), config);
  return directory;
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
