import { LoopbackContainer } from '../docker/loopback-container.ts';
import type { Setup } from '../setup.ts';
import { emqxEnvironment, emqxFiles } from './config.ts';

/** EMQX as its image starts it, with the listeners it has by default, and what a setup changes. */
export class EmqxContainer extends LoopbackContainer {
  constructor(image: string, setup: Setup = {}) {
    super(image);
    this.withExposedPorts(1883, 8083, ...(setup.tls ? [8883] : []));
    this.withEnvironment(emqxEnvironment(setup));
    this.withCopyContentToContainer(
      Object.entries(emqxFiles(setup)).map(([target, content]) => ({ content, target, mode: 0o644 })),
    );
  }
}
