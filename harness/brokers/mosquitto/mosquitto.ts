import { CannotRunError } from '../../base/errors.ts';
import { findProgram } from '../../process/find-program.ts';
import type { OwnBroker } from '../broker.ts';
import { type Opening, openContainerBroker } from '../docker/container-broker.ts';
import { defaultImage } from '../docker/default-image.ts';
import { withTag } from '../docker/image-tag.ts';
import type { Setup } from '../setup.ts';
import { mosquittoReadyLine } from './config.ts';
import { openMosquittoProgram } from './program.ts';

/**
 * Mosquitto in a container (`MOSQUITTO_IMAGE` names another image); as a program where Docker is missing and one
 * is installed, or where `MOSQUITTO_PROGRAM` names one. A tag asks for a version: only a container can be of it.
 */
export async function openMosquitto(opening: Opening, setup: Setup = {}, tag?: string): Promise<OwnBroker> {
  if (tag !== undefined) return openMosquittoContainer(opening, setup, tag);
  const chosen = process.env.MOSQUITTO_PROGRAM;
  if (chosen) return openMosquittoProgram(chosen, opening.signal, setup);
  try {
    return await openMosquittoContainer(opening, setup);
  } catch (error) {
    if (!(error instanceof CannotRunError)) throw error;
    const program = await findProgram('mosquitto');
    if (program === undefined) throw error;
    if (error.code === 'image-not-available') throw mentioning(program, error);
    if (!dockerIsMissing(error)) throw error;
    opening.report({
      en: `${error.what.en}: using the program ${program} instead`,
      ja: `${error.what.ja}: 代わりに ${program} を使います`,
    });
    return openMosquittoProgram(program, opening.signal, setup);
  }
}

/** Without a network there is another way, if one knows of it. */
const mentioning = (program: string, { code, what, advice, cause }: CannotRunError): CannotRunError =>
  new CannotRunError(
    code,
    what,
    {
      en: `${advice.en}, or use the program that is installed: MOSQUITTO_PROGRAM=${program}`,
      ja: `${advice.ja}。インストール済みの ${program} を使うには MOSQUITTO_PROGRAM=${program}`,
    },
    { cause },
  );

const dockerIsMissing = ({ code }: CannotRunError): boolean =>
  ['docker-not-installed', 'docker-not-running', 'docker-no-permission'].includes(code);

async function openMosquittoContainer(opening: Opening, setup: Setup, tag?: string): Promise<OwnBroker> {
  const image = withTag(process.env.MOSQUITTO_IMAGE || (await defaultImage('mosquitto')), tag);
  const load = () => import('./container.ts');
  return openContainerBroker(
    {
      name: 'mosquitto',
      image,
      variable: 'MOSQUITTO_IMAGE',
      container: async () => new (await load()).MosquittoContainer(image, setup),
      endpoints: ({ hostPort }) => ({
        mqtt: `mqtt://127.0.0.1:${hostPort(1883)}`,
        ws: `ws://127.0.0.1:${hostPort(8080)}`,
        ...(setup.tls && { mqtts: `mqtts://127.0.0.1:${hostPort(8883)}` }),
      }),
      readyLine: mosquittoReadyLine,
      patience: 10_000,
      setup,
    },
    opening,
  );
}
