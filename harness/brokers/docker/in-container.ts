import { pinnedImage } from '../../process/pinned-image.ts';
import type { OwnBroker } from '../broker.ts';
import type { Setup } from '../setup/setup.ts';
import { type Opening, openContainerBroker } from './container-broker.ts';
import { withTag } from './image-tag.ts';
import type { LoopbackContainer } from './loopback-container.ts';

/** How a container is created. */
export interface Configuration {
  /**
   * The whole command, beginning with the program. It replaces the image's ENTRYPOINT and CMD, which run if this is left
   * out. If `hasShell` is false, only the arguments of the image's ENTRYPOINT.
   */
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Files by their paths in the container. */
  readonly files?: Readonly<Record<string, string>>;
  /** Permissions of these files; default: readable by every user. */
  readonly fileMode?: number;
}

/** How a kind of broker runs in a container. */
export interface InContainer {
  readonly name: string;
  /** The Dockerfile whose one line pins the default image. Update bots read it. */
  readonly dockerfile: URL;
  /** The environment variable that names another image. */
  readonly variable: string;
  /** The ports in the container. Without `ws`, the broker does not listen for WebSocket. */
  readonly ports: { readonly mqtt: number; readonly ws?: number; readonly mqtts: number };
  /** The path of its WebSocket endpoint, e.g. `/mqtt`. */
  readonly webSocketPath?: string;
  /** The line of the log that says that the broker is ready. */
  readonly readyLine: RegExp;
  /** The line with the version in its first group; default: the ready line. */
  readonly versionLine?: RegExp;
  /** How long it may take until the ready line, in ms. */
  readonly patience: number;
  /** Whether its image has a shell; default: true. */
  readonly hasShell?: boolean;
  /** The command, environment and files for a setup. */
  configure(setup: Setup): Configuration;
}

/** The image that the environment variable names, else the pinned one; with this tag, if one is given. */
export const imageOf = async ({ variable, dockerfile }: InContainer, tag?: string): Promise<string> =>
  withTag(process.env[variable] || (await pinnedImage(dockerfile)), tag);

/** Its container, not started yet. Testcontainers is imported lazily: it is slow to load and needs Node 22. */
export async function containerOf(
  kind: InContainer,
  image: string,
  setup: Setup,
): Promise<LoopbackContainer> {
  const { LoopbackContainer } = await import('./loopback-container.ts');
  const { command, environment = {}, files = {}, fileMode: mode = 0o644 } = kind.configure(setup);
  const { mqtt, ws, mqtts } = kind.ports;
  const container = new LoopbackContainer(image, command, kind.hasShell);
  container.withExposedPorts(mqtt, ...(ws === undefined ? [] : [ws]), ...(setup.tls ? [mqtts] : []));
  container.withEnvironment({ ...environment });
  container.withCopyContentToContainer(
    Object.entries(files).map(([target, content]) => ({ target, content, mode })),
  );
  return container;
}

/** Starts a broker of this kind in a container. @throws CannotRunError; the signal's reason */
export async function startInContainer(
  kind: InContainer,
  opening: Opening,
  setup: Setup,
  tag?: string,
): Promise<OwnBroker> {
  const { ports, webSocketPath = '' } = kind;
  const image = await imageOf(kind, tag);
  return openContainerBroker(
    {
      ...kind,
      image,
      setup,
      container: () => containerOf(kind, image, setup),
      endpoints: ({ hostPort }) => ({
        mqtt: `mqtt://127.0.0.1:${hostPort(ports.mqtt)}`,
        ...(ports.ws !== undefined && { ws: `ws://127.0.0.1:${hostPort(ports.ws)}${webSocketPath}` }),
        ...(setup.tls && { mqtts: `mqtts://127.0.0.1:${hostPort(ports.mqtts)}` }),
      }),
    },
    opening,
  );
}
