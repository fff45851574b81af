import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { errorCode } from '../../base/error-code.ts';
import { CannotRunError } from '../../base/errors.ts';
import { nearest } from '../../base/nearest.ts';
import { printable } from '../../base/visible.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The Docker context that is in use: its name and the address of its engine. */
export interface DockerContext {
  readonly name: string;
  /** The address in its file, e.g. `unix:///Users/zoe/.colima/default/docker.sock`. */
  readonly host: string;
  /** Whether DOCKER_CONTEXT chose it, for this program only. */
  readonly isAskedFor: boolean;
}

/** The context that is in use if no other one is chosen. Its engine is at one of the usual addresses. */
const DEFAULT = 'default';

/** Where Docker's own programs keep their settings. */
const settingsFolder = ({ DOCKER_CONFIG, HOME }: Environment): string =>
  DOCKER_CONFIG || path.join(HOME ?? homedir(), '.docker');

/**
 * The context that Docker's own programs would use, unless it is the default one. It is read as they read it: the name from
 * DOCKER_CONTEXT, or else from config.json; the address from the file whose name is a digest of the context's name.
 * @throws CannotRunError `docker-config-not-readable`, `no-docker-context`
 */
export async function dockerContext(environment: Environment): Promise<DockerContext | undefined> {
  const folder = settingsFolder(environment);
  const asked = environment.DOCKER_CONTEXT || undefined;
  const config = path.join(folder, 'config.json');
  const name = asked ?? fieldOf(await jsonAt(config), ['currentContext']);
  if (typeof name !== 'string' || name === '' || name === DEFAULT) return undefined;
  const digest = createHash('sha256').update(name).digest('hex');
  const meta = await jsonAt(path.join(folder, 'contexts/meta', digest, 'meta.json'));
  const host = fieldOf(meta, ['Endpoints', 'docker', 'Host']);
  if (typeof host === 'string') return { name, host, isAskedFor: asked !== undefined };
  throw noContext(name, asked === undefined ? config : 'DOCKER_CONTEXT', await namesIn(folder));
}

/** Undefined if there is no such file. */
async function jsonAt(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return undefined;
    throw notReadable(file, errorCode(error) ?? String(error));
  }
  try {
    return JSON.parse(text);
  } catch {
    throw notReadable(file, 'JSON');
  }
}

const fieldOf = (json: unknown, names: readonly string[]): unknown =>
  names.reduce<unknown>(
    (inside, name) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, name) : undefined),
    json,
  );

async function namesIn(folder: string): Promise<string[]> {
  const all = path.join(folder, 'contexts/meta');
  const folders = await readdir(all).catch(() => []);
  const names = folders.map(async (one) => {
    const meta = await jsonAt(path.join(all, one, 'meta.json')).catch(() => undefined);
    return fieldOf(meta, ['Name']);
  });
  return [DEFAULT, ...(await Promise.all(names)).filter((name) => typeof name === 'string')];
}

const notReadable = (file: string, why: string) =>
  new CannotRunError(
    'docker-config-not-readable',
    { en: `Docker's ${file} cannot be read (${why})`, ja: `Docker の ${file} を読めません(${why})` },
    {
      en: 'mend it, or say where Docker is: DOCKER_HOST=unix:///var/run/docker.sock',
      ja: '直すか、DOCKER_HOST=unix:///var/run/docker.sock のように Docker の場所を指定してください',
    },
  );

function noContext(name: string, where: string, names: readonly string[]): CannotRunError {
  const shown = printable(name, 60);
  const list = names.map((one) => printable(one, 40)).join(', ');
  return new CannotRunError(
    'no-docker-context',
    {
      en: `there is no Docker context '${shown}', which ${where} names (there are: ${list})`,
      ja: `${where} にある '${shown}' という Docker コンテキストはありません(あるのは ${list})`,
    },
    {
      en: `try 'docker context use ${nearest(name, names)}', or DOCKER_CONTEXT=default`,
      ja: `'docker context use ${nearest(name, names)}' か DOCKER_CONTEXT=default を試してください`,
    },
  );
}
