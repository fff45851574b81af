import { type Duplex, PassThrough } from 'node:stream';
import { GenericContainer, getContainerRuntimeClient, type StartedTestContainer } from 'testcontainers';
import { onceMore, onLifeline } from '../../process/lifeline.ts';
import { Output } from '../../process/output.ts';
import type { BrokerProcess } from '../../process/process.ts';
import { removeContainer } from './remove-container.ts';
import { watch } from './watch.ts';

export interface StartedLoopbackContainer extends BrokerProcess {
  readonly id: string;
  /** The port on 127.0.0.1 that leads to a port of the container. */
  hostPort(containerPort: number): number;
}

/**
 * A container whose ports are published on 127.0.0.1 only, and which the engine stops and removes when this process
 * ends. Testcontainers publishes on all interfaces, and removes containers by a second container whose image must be
 * pulled as well.
 */
export class LoopbackContainer extends GenericContainer {
  /** Undefined until the container is created. */
  id: string | undefined;
  /** The output of the program in the container; empty until the container is created. */
  output = new Output();

  readonly #command: readonly string[] | undefined;
  readonly #hasShell: boolean;
  /** Its standard input; undefined until the container is created. */
  #input: Duplex | undefined;
  /** Removes a container without a lifeline when this process ends. */
  #watcher: Disposable | undefined;

  /**
   * Runs `command`, or the command of the image. Without a shell, the container has no lifeline: then `command` is the
   * arguments of the image's program, a watcher outside removes the container, and the program cannot be restarted.
   */
  constructor(image: string, command?: readonly string[], hasShell = true) {
    super(image);
    this.#command = command;
    this.#hasShell = hasShell;
    this.withAutoCleanup(false);
    // The broker's log and CONNACK tell whether it is ready, not its ports.
    this.withWaitStrategy(notWaiting);
    Object.assign(this.createOpts, { OpenStdin: true, StdinOnce: true, AttachStdin: true });
    this.hostConfig.AutoRemove = true;
  }

  protected override async beforeContainerCreated(): Promise<void> {
    if (this.#hasShell) this.withEntrypoint(onLifeline(...(this.#command ?? (await this.#commandOfImage()))));
    else if (this.#command !== undefined) this.withCommand([...this.#command]);
    const published: Record<string, { HostPort?: string }[]> = this.hostConfig.PortBindings ?? {};
    for (const binding of Object.values(published).flat()) Object.assign(binding, { HostIp: '127.0.0.1' });
  }

  async #commandOfImage(): Promise<string[]> {
    const { image } = await getContainerRuntimeClient();
    const { Entrypoint, Cmd } = (await image.inspect(this.imageName)).Config;
    return [Entrypoint ?? [], Cmd ?? []].flat();
  }

  /** Attaches to the container before it starts: so no line is missed, and the container never runs without its lifeline. */
  protected override async containerCreated(id: string): Promise<void> {
    this.id = id;
    if (!this.#hasShell) this.#watcher = watch(id);
    const { dockerode } = (await getContainerRuntimeClient()).container;
    const attach = { stream: true, hijack: true, stdin: true, stdout: true, stderr: true };
    const stream = (await dockerode.getContainer(id).attach(attach)) as Duplex;
    this.#input = stream;
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    dockerode.modem.demuxStream(stream, stdout, stderr);
    stream.on('error', () => {}).on('end', () => [stdout, stderr].map((output) => output.end()));
    this.output = new Output(stdout, stderr);
  }

  /** Starts the container; removes it again if that fails. */
  async open(): Promise<StartedLoopbackContainer> {
    try {
      return await this.#opened(await this.start());
    } catch (error) {
      if (this.id !== undefined) await removeContainer(this.id);
      throw error;
    }
  }

  async #opened(started: StartedTestContainer): Promise<StartedLoopbackContainer> {
    const id = started.getId();
    const { dockerode } = (await getContainerRuntimeClient()).container;
    const removed = dockerode.getContainer(id).wait({ condition: 'removed' });
    const ended = removed.catch(() => undefined).then(() => this.#watcher?.[Symbol.dispose]());
    return {
      id,
      output: this.output,
      ended,
      hostPort: (containerPort) => started.getMappedPort(containerPort),
      restart: () => {
        if (!this.#hasShell)
          throw new TypeError('a container without a shell has no lifeline to restart it by');
        this.#input?.write(onceMore);
      },
      stop: async () => {
        await removeContainer(id);
        await ended;
      },
    };
  }
}

const notWaiting = {
  waitUntilReady: async () => {},
  withStartupTimeout: () => notWaiting,
  isStartupTimeoutSet: () => true,
  getStartupTimeout: () => 0,
};
