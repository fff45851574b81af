import { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';
import { printable } from '../../base/visible.ts';
import type { Broker, OwnBroker } from '../broker.ts';
import type { Setup } from '../setup/setup.ts';
import { brokerFromProcess } from '../startup/broker-from-process.ts';
import { notStarted } from '../startup/not-started.ts';
import { environment, setDockerHost } from './docker-host.ts';
import { requireEngine } from './engine.ts';
import { isNotFound } from './engine-answers.ts';
import { ensureImage } from './image.ts';
import type { LoopbackContainer, StartedLoopbackContainer } from './loopback-container.ts';

/** What differs between the containers of two brokers. */
export interface ContainerBroker {
  readonly name: string;
  readonly image: string;
  /** The environment variable that names another image. */
  readonly variable: string;
  /** Imports the container's class lazily: Testcontainers is slow to load and needs Node 22. */
  readonly container: () => Promise<LoopbackContainer>;
  readonly endpoints: (started: StartedLoopbackContainer) => Broker['endpoints'];
  /** The line of the log that says that the broker is ready. */
  readonly readyLine: RegExp;
  /** The line with the version in its first group; default: the ready line. */
  readonly versionLine?: RegExp;
  /** How long it may take until that line, in ms. */
  readonly patience: number;
  readonly setup?: Setup;
}

export interface Opening {
  readonly report: (progress: Text) => void;
  readonly signal: AbortSignal;
}

/**
 * Starts a broker in a container and returns when it answers. Nothing is left behind when it throws.
 * @throws CannotRunError for the engine, the image or the broker; the signal's reason
 */
export async function openContainerBroker(
  of: ContainerBroker,
  { report, signal }: Opening,
): Promise<OwnBroker> {
  const { name, image, variable } = of;
  setDockerHost(await requireEngine(environment(), report));
  const { getContainerRuntimeClient } = await testcontainers();
  const { dockerode } = (await getContainerRuntimeClient()).container;
  await ensureImage(dockerode, { image, variable, report, signal });
  const title = `${name} (${image})`;
  const started = await open(await of.container(), image, title);
  const origin = { en: `container of the image ${image}`, ja: `イメージ ${image} のコンテナ` };
  return brokerFromProcess(started, {
    setup: {},
    ...of,
    title,
    origin,
    endpoints: of.endpoints(started),
    signal,
  });
}

async function testcontainers(): Promise<typeof import('testcontainers')> {
  try {
    return await import('testcontainers');
  } catch (cause) {
    throw new CannotRunError(
      'node-too-old',
      {
        en: `containers need Node 22.22 or later, this is ${process.version}`,
        ja: `コンテナを使うには Node 22.22 以降が必要です(現在は ${process.version})`,
      },
      {
        en: 'run it through npm (npm start, npm test), which uses the Node of this project',
        ja: 'npm から実行してください(npm start、npm test)。プロジェクト付属の Node が使われます',
      },
      { cause },
    );
  }
}

async function open(
  container: LoopbackContainer,
  image: string,
  title: string,
): Promise<StartedLoopbackContainer> {
  try {
    return await container.open();
  } catch (cause) {
    // The container started, but ended before its ports could be read.
    if (isNotFound(cause)) throw notStarted(container.output, { title, endpoints: {} }, true, cause);
    const why = printable(cause instanceof Error ? cause.message : String(cause), 160);
    throw new CannotRunError(
      'container-not-started',
      {
        en: `the container of ${image} could not be started (${why})`,
        ja: `${image} のコンテナを起動できませんでした(${why})`,
      },
      {
        en: `see 'docker run --rm ${image}' and 'docker info'`,
        ja: `'docker run --rm ${image}' と 'docker info' で確かめてください`,
      },
      { cause },
    );
  }
}
