import path from 'node:path';
import { same, type Text } from '../../base/text.ts';
import { findPrograms } from '../../process/find-program.ts';
import { repositoryRoot } from '../../process/repository-root.ts';
import { versionOf } from '../ask.ts';
import type { MissingClient } from '../client-kind.ts';
import { imageTrouble, inImage, originOfImage } from '../in-image.ts';
import { originOfProgram } from '../origin.ts';
import type { Command } from '../program.ts';

/** A Python that has paho-mqtt. */
export interface PahoPython {
  /** Version of paho-mqtt. */
  readonly version: string;
  readonly origin: Text;
  /** Runs a script of this machine by its path; it may read the files of its folder. */
  run(script: string, ...args: readonly string[]): Command;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The Python of `PAHO_PYTHON`, or one in a container of `PAHO_IMAGE`; otherwise the first one with paho-mqtt among this
 * project's `.venv` and every `python3` on the PATH.
 */
export async function findPahoPython(
  environment: Environment = process.env,
): Promise<PahoPython | MissingClient> {
  const { PAHO_PYTHON: chosen, PAHO_IMAGE: image } = environment;
  if (chosen) return (await withPaho(chosen)) ?? missingAt('PAHO_PYTHON', chosen);
  if (image)
    return (await imageTrouble(image)) ?? (await inContainer(image)) ?? missingAt('PAHO_IMAGE', image);
  const ownPython = path.join(repositoryRoot, '.venv/bin/python');
  for (const python of [ownPython, ...(await findPrograms('python3', environment))]) {
    const found = await withPaho(python);
    if (found !== undefined) return found;
  }
  return missing;
}

// Unbuffered (-u), and without cache files beside the scripts (-B).
const options = ['-u', '-B'];
/** Arguments that make Python print the version of its paho-mqtt. */
export const askVersion = ['-c', 'import paho.mqtt; print(paho.mqtt.__version__)'];

async function withPaho(python: string): Promise<PahoPython | undefined> {
  const version = await versionOf({ file: python, args: askVersion });
  if (version === undefined) return undefined;
  return {
    version,
    origin: originOfProgram(python),
    run: (script, ...args) => ({ file: python, args: [...options, script, ...args] }),
  };
}

async function inContainer(image: string): Promise<PahoPython | undefined> {
  const version = await versionOf(inImage(image, ['python3', ...askVersion]));
  if (version === undefined) return undefined;
  return {
    version,
    origin: originOfImage(image),
    run: (script, ...args) => inImage(image, ['python3', ...options, script, ...args], path.dirname(script)),
  };
}

const advice = same('python3 -m venv .venv && .venv/bin/pip install paho-mqtt');

const missing: MissingClient = {
  missing: { en: 'no Python here has paho-mqtt', ja: 'paho-mqtt の入った Python がありません' },
  advice,
};

const missingAt = (variable: string, value: string): MissingClient => ({
  missing: {
    en: `there is no Python with paho-mqtt at ${variable}=${value}`,
    ja: `${variable}=${value} に paho-mqtt の入った Python がありません`,
  },
  advice,
});
