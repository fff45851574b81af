import { CannotRunError } from '../../base/errors.ts';
import { findProgram } from '../../process/find-program.ts';
import type { OwnBroker } from '../broker.ts';
import type { Opening } from '../docker/container-broker.ts';
import { startInContainer } from '../docker/in-container.ts';
import type { Setup } from '../setup/setup.ts';
import { mosquittoInContainer } from './in-container.ts';
import { openMosquittoProgram } from './program.ts';

/**
 * Mosquitto in a container (`MOSQUITTO_IMAGE` names another image). As a program if `MOSQUITTO_PROGRAM` names one, or if Docker
 * is missing and a program is installed. With a tag always in a container.
 */
export async function openMosquitto(opening: Opening, setup: Setup = {}, tag?: string): Promise<OwnBroker> {
  if (tag !== undefined) return startInContainer(mosquittoInContainer, opening, setup, tag);
  const chosen = process.env.MOSQUITTO_PROGRAM;
  if (chosen) return openMosquittoProgram(chosen, opening.signal, setup);
  try {
    return await startInContainer(mosquittoInContainer, opening, setup);
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

/** Adds to the advice that an installed program needs no network. */
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
