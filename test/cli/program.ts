import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { execa } from 'execa';
import { expect, type TestContext } from 'vitest';
import { leftBehind } from './left-behind.ts';

export const repositoryRoot = path.resolve(import.meta.dirname, '../..');

/** What the launcher `tsx` does, without the process in between. */
export const nodeWithTsx = [process.execPath, '--import', 'tsx'];

/** The launcher a person types: `npx tsx …`. */
export const tsx = path.join(repositoryRoot, 'node_modules/.bin/tsx');

/** Every ending comes within this, in ms. */
const patience = 10_000;

/** Nothing of the machine's or the person's own settings. */
const bareEnvironment = {
  LC_ALL: 'C',
  LANG: 'C',
  DEBUG: '',
  MQTT_USERNAME: undefined,
  MQTT_PASSWORD: undefined,
  MOSQUITTO_IMAGE: undefined,
  MOSQUITTO_PROGRAM: undefined,
  EMQX_IMAGE: undefined,
  DOCKER_HOST: undefined,
};

export interface Start {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly launcher?: readonly string[];
  /** User and group id to run as; only root can. */
  readonly user?: number;
  readonly stdin?: 'ignore' | 'pipe';
  /** How long it may run, in ms; every ending by itself comes far sooner. */
  readonly atMost?: number;
}

/** Starts a program of this repository. All that comes of it can be found by its mark. */
export function start(words: readonly string[], how: Start = {}) {
  const { env = {}, launcher = nodeWithTsx, user, stdin = 'ignore', atMost = patience } = how;
  const [file = '', ...before] = launcher;
  const mark = randomUUID();
  const began = performance.now();
  const running = execa(file, [...before, ...words], {
    cwd: repositoryRoot,
    env: { ...bareEnvironment, ...env, MQTT_HANDS_ON_MARK: mark },
    stdin,
    reject: false,
    timeout: atMost,
    killSignal: 'SIGKILL',
    // A process group of its own, as a terminal's job has.
    detached: true,
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
  const ended = running.then(async ({ exitCode, stdout, stderr }) => {
    const took = performance.now() - began;
    return { exitCode, stdout, stderr, took, left: await leftBehind(mark) };
  });
  return { running, ended };
}

/** How a program ended. */
export type Ended = Awaited<ReturnType<typeof start>['ended']>;

/** Runs a program to its end. */
export const run = (words: readonly string[], how?: Start): Promise<Ended> => start(words, how).ended;

export interface Sentence {
  /** The one line, as it is on stderr. */
  readonly says: string;
  /** Lines on stderr before it, about what a person waits for. */
  readonly before?: readonly string[];
  /** Not shown anywhere. */
  readonly secret?: string;
}

/**
 * It could not run: says so in one line, exits with 2 in time, and leaves nothing running. A process that is gone
 * listens on no port.
 */
export function expectCouldNotRun(ended: Ended, { says, before = [], secret }: Sentence): void {
  const { exitCode, stdout, stderr, took, left } = ended;
  expect(stderr.split('\n')).toEqual([...before, says]);
  expect({ exitCode, left }).toEqual({ exitCode: 2, left: [] });
  expect(took).toBeLessThan(patience);
  if (secret !== undefined) expect(stdout + stderr).not.toContain(secret);
}

/** Settles when the program has printed this; ends the wait when it ends without. */
export async function printed({ running, ended }: ReturnType<typeof start>, pattern: RegExp): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let seen = '';
  running.stdout.on('data', (chunk) => {
    seen += chunk;
    if (pattern.test(seen)) resolve();
  });
  void ended.then(({ stderr }) => reject(new Error(`ended without printing ${pattern}: ${stderr}`)));
  return promise;
}

export type Clean = Pick<TestContext, 'onTestFinished'>;
