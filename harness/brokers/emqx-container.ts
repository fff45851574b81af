import { LoopbackContainer } from './docker/loopback-container.ts';

/** EMQX as its image starts it, with the listeners it has by default. */
export class EmqxContainer extends LoopbackContainer {
  constructor(image: string) {
    super(image);
    this.withExposedPorts(1883, 8083);
  }
}
