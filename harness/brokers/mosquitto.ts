import { CannotRunError } from '../errors.ts';
import type { Broker } from './broker.ts';
import { type Opening, openContainerBroker } from './docker/container-broker.ts';
import { defaultImage } from './docker/default-image.ts';
import { findProgram } from './find-program.ts';
import { mosquittoReadyLine } from './mosquitto-config.ts';
import { openMosquittoProgram } from './mosquitto-program.ts';

/**
 * Mosquitto in a container (`MOSQUITTO_IMAGE` names another image); as a program where Docker is missing and one
 * is installed, or where `MOSQUITTO_PROGRAM` names one.
 */
export async function openMosquitto(opening: Opening): Promise<Broker> {
  const chosen = process.env.MOSQUITTO_PROGRAM;
  if (chosen) return openMosquittoProgram(chosen, opening.signal);
  try {
    return await openMosquittoContainer(opening);
  } catch (error) {
    const program = dockerIsMissing(error) ? await findProgram('mosquitto') : undefined;
    if (program === undefined || !(error instanceof CannotRunError)) throw error;
    opening.report({
      en: `${error.what.en}: using the program ${program} instead`,
      ja: `${error.what.ja}: 代わりに ${program} を使います`,
    });
    return openMosquittoProgram(program, opening.signal);
  }
}

const dockerIsMissing = (error: unknown): boolean =>
  error instanceof CannotRunError &&
  ['docker-not-installed', 'docker-not-running', 'docker-no-permission'].includes(error.code);

async function openMosquittoContainer(opening: Opening): Promise<Broker> {
  const image = process.env.MOSQUITTO_IMAGE || (await defaultImage('mosquitto'));
  const load = () => import('./mosquitto-container.ts');
  return openContainerBroker(
    {
      name: 'mosquitto',
      image,
      variable: 'MOSQUITTO_IMAGE',
      container: async () => new (await load()).MosquittoContainer(image),
      endpoints: ({ hostPort }) => ({
        mqtt: `mqtt://127.0.0.1:${hostPort(1883)}`,
        ws: `ws://127.0.0.1:${hostPort(8080)}`,
      }),
      readyLine: mosquittoReadyLine,
      patience: 10_000,
    },
    opening,
  );
}
