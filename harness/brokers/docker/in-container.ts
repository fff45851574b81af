import { pinnedImage } from '../../process/pinned-image.ts';
import type { OwnBroker } from '../broker.ts';
import type { Setup } from '../setup/setup.ts';
import { type Opening, openContainerBroker } from './container-broker.ts';
import { withTag } from './image-tag.ts';
import type { LoopbackContainer } from './loopback-container.ts';

/** What a container is made with. */
export interface Configuration {
  /**
   * The whole command, the program first: it replaces the image's ENTRYPOINT and CMD; left out, they run. Where `hasShell` is
   * false, what the image's ENTRYPOINT is called with.
   */
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Files by their paths in the container. */
  readonly files?: Readonly<Record<string, string>>;
  /** Permissions of these files; everybody may read them if left out. */
  readonly fileMode?: number;
}

/** How a kind of broker runs in a container. */
export interface InContainer {
  readonly name: string;
  /** The Dockerfile of one line that pins the usual image, where update bots see it. */
  readonly dockerfile: URL;
  /** The environment variable that names another image. */
  readonly variable: string;
  /** In the container; without `ws`, it does not listen there. */
  readonly ports: { readonly mqtt: number; readonly ws?: number; readonly mqtts: number };
  /** Of its WebSocket endpoint, e.g. `/mqtt`. */
  readonly webSocketPath?: string;
  /** Written when it listens. */
  readonly readyLine: RegExp;
  /** Its first group is the version; the ready line if left out. */
  readonly versionLine?: RegExp;
  /** How long it may take until the ready line, in ms. */
  readonly patience: number;
  /** Whether its image has a shell; it has, if left out. */
  readonly hasShell?: boolean;
  /** What it is started with for a setup. */
  configure(setup: Setup): Configuration;
}

/** The image it runs from: of the environment, or else the pinned one; under this tag, if there is one. */
export const imageOf = async ({ variable, dockerfile }: InContainer, tag?: string): Promise<string> =>
  withTag(process.env[variable] || (await pinnedImage(dockerfile)), tag);

/** Its container, not started yet. Testcontainers is imported only now: that takes a while, and Node 22. */
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
