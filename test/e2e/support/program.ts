import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { execa } from 'execa';
import { expect, type TestContext } from 'vitest';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import { leftBehind } from './left-behind.ts';

/** How the npm scripts start a program. */
export const node = [process.execPath];

/** Another way that a user may choose: `npx tsx …`. */
export const tsx = path.join(repositoryRoot, 'node_modules/.bin/tsx');

/** After this time, a program counts as hanging, in ms. */
const PATIENCE_MS = 300_000;

/** An environment without settings of the machine or the user. */
const bareEnvironment = {
  LC_ALL: 'C',
  LANG: 'C',
  DEBUG: '',
  MQTT_USERNAME: undefined,
  MQTT_PASSWORD: undefined,
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
  AZURE_IOT_DEVICE_KEY: undefined,
  MOSQUITTO_IMAGE: undefined,
  MOSQUITTO_PROGRAM: undefined,
  EMQX_IMAGE: undefined,
  DOCKER_HOST: undefined,
  DOCKER_CONTEXT: undefined,
  // What a test runs is not what the person at this machine has done.
  LAB_PROGRESS: '',
};

export interface Start {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly launcher?: readonly string[] | undefined;
  /** User and group id to run as; only root can change them. */
  readonly user?: number;
  readonly stdin?: 'ignore' | 'pipe';
  /** After this time, it counts as hanging, in ms. */
  readonly patience?: number;
}

/** Starts a program of this repository. Its processes can be found by their mark. */
export function start(words: readonly string[], how: Start = {}) {
  const { env = {}, launcher = node, user, stdin = 'ignore', patience = PATIENCE_MS } = how;
  const [file = '', ...before] = launcher;
  const mark = randomUUID();
  const running = execa(file, [...before, ...words], {
    cwd: repositoryRoot,
    env: { ...bareEnvironment, ...env, MQTT_HANDS_ON_MARK: mark },
    stdin,
    reject: false,
    timeout: patience,
    killSignal: 'SIGKILL',
    // In a separate process group, like a job of a terminal.
    detached: true,
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
  const ended = running.then(async ({ exitCode, stdout, stderr }) => {
    return { exitCode, stdout, stderr, left: await leftBehind(mark) };
  });
  return { running, ended };
}

/** How a program ended. */
export type Ended = Awaited<ReturnType<typeof start>['ended']>;

/** Runs a program to its end. */
export const run = (words: readonly string[], how?: Start): Promise<Ended> => start(words, how).ended;

export interface Sentence {
  /** The one line on stderr. */
  readonly says: string;
  /** Lines on stderr before it, about progress. */
  readonly before?: readonly string[];
  /** A secret that must not be shown. */
  readonly secret?: string;
}

/**
 * Expects that the program could not run: it prints one line, exits with 2, and leaves no process, so it listens on no port.
 */
export function expectCouldNotRun(ended: Ended, { says, before = [], secret }: Sentence): void {
  const { exitCode, stdout, stderr, left } = ended;
  expect(stderr.split('\n')).toEqual([...before, says]);
  expect({ exitCode, left }).toEqual({ exitCode: 2, left: [] });
  if (secret !== undefined) expect(stdout + stderr).not.toContain(secret);
}

/** Waits for output that matches, by default on stdout. Rejects if the program ends without it. */
export async function printed(
  { running, ended }: ReturnType<typeof start>,
  pattern: RegExp,
  output: 'stdout' | 'stderr' = 'stdout',
): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let seen = '';
  running[output].on('data', (chunk) => {
    seen += chunk;
    const [found] = pattern.exec(seen) ?? [];
    if (found !== undefined) resolve(found);
  });
  ended.then(({ stderr }) => reject(new Error(`ended without printing ${pattern}: ${stderr}`)), reject);
  return promise;
}

export type Clean = Pick<TestContext, 'onTestFinished'>;
