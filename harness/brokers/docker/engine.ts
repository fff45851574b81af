import { access } from 'node:fs/promises';
import { request } from 'node:http';
import { errorCode } from '../../base/error-code.ts';
import { CannotRunError } from '../../base/errors.ts';
import { ownTimeSignal } from '../../base/own-time.ts';
import { withoutCredentials } from '../../base/redact.ts';
import type { Text } from '../../base/text.ts';
import { findProgram } from '../../process/find-program.ts';
import { type DockerContext, dockerContext } from './context.ts';
import { dockerHost, type Place, placeOf, usualPlaces } from './engine-address.ts';
import { engineTrouble } from './engine-trouble.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Finds a container engine on this machine that answers: at `DOCKER_HOST`, else where the Docker context leads
 * (`DOCKER_CONTEXT`, or what `docker context use` chose), else at the usual addresses. Each address has
 * {@link ANSWERS_MS} to answer.
 * @param report called if another engine is used because the context's engine cannot be used
 * @returns its address, as DOCKER_HOST takes it
 * @throws CannotRunError `docker-not-installed`, `docker-not-running`, `docker-no-permission`; `docker-remote` for an
 * engine on another machine; `docker-bad-address`, `no-docker-context`, `docker-config-not-readable`
 */
export async function requireEngine(
  environment: Environment = process.env,
  report: (says: Text) => void = () => {},
): Promise<string> {
  const asked = environment.DOCKER_HOST || undefined;
  if (asked !== undefined) {
    const what = dockerHost(asked);
    return answering([placeOf(asked, what, true)], environment, what);
  }
  const context = await dockerContext(environment);
  if (context === undefined) return answering(usualPlaces(environment), environment);
  try {
    return await answeringAt(context, environment);
  } catch (error) {
    if (context.isAskedFor || !(error instanceof CannotRunError)) throw error;
    const other = await answering(usualPlaces(environment), environment).catch(() => undefined);
    if (other === undefined) throw error;
    report({
      en: `${error.what.en}: using the one at ${other} instead`,
      ja: `${error.what.ja}: 代わりに ${other} を使います`,
    });
    return other;
  }
}

function answeringAt({ name, host }: DockerContext, environment: Environment): Promise<string> {
  const address = withoutCredentials(host);
  const what = {
    en: `the Docker context '${name}', ${address},`,
    ja: `Docker コンテキスト '${name}'(${address})`,
  };
  const place = placeOf(host, what, false);
  const where = {
    en: `the context '${name}' leads to ${address}`,
    ja: `コンテキスト '${name}' は ${address}`,
  };
  return answering([place], environment, where, name);
}

async function answering(
  places: readonly Place[],
  environment: Environment,
  where?: Text,
  context?: string,
): Promise<string> {
  const codes: string[] = [];
  for (const place of places) {
    const code = await ping(place);
    if (code === undefined) return place.url;
    codes.push(code);
  }
  const isInstalled = (await findProgram('docker', environment)) !== undefined;
  throw engineTrouble(codes, isInstalled, where, context);
}

/** How long an engine may take to answer, in ms. On a busy machine, two seconds were too short. */
const ANSWERS_MS = 5_000;

/** Undefined if the engine answers, else the system's error code. */
async function ping({ url: _, ...place }: Place): Promise<string | undefined> {
  if (place.socketPath && process.platform !== 'win32') {
    const absent = await access(place.socketPath).then(() => undefined, errorCode);
    if (absent !== undefined) return absent;
  }
  return new Promise((resolve) => {
    const signal = ownTimeSignal(ANSWERS_MS);
    // Any answer counts, also the error of an engine that only accepts TLS.
    const asked = request({ ...place, path: '/_ping', signal }, (response) => {
      response.destroy();
      resolve(undefined);
    });
    asked.on('error', (error) => resolve(errorCode(error) ?? 'UNKNOWN'));
    asked.end();
  });
}
