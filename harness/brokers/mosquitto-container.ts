import { LoopbackContainer } from './docker/loopback-container.ts';
import { mosquittoConfig } from './mosquitto-config.ts';

const mqttPort = 1883;
const webSocketPort = 8080;

// At the top: images made from a distribution's package have no directory for it.
const configFile = '/mqtt-hands-on.conf';

/** Mosquitto from the official image, or from any image with its program. */
export class MosquittoContainer extends LoopbackContainer {
  constructor(image: string) {
    super(image, ['mosquitto', '-c', configFile]);
    this.withExposedPorts(mqttPort, webSocketPort);
    this.withCopyContentToContainer([
      { content: mosquittoConfig({ mqttPort, webSocketPort }), target: configFile, mode: 0o644 },
    ]);
  }
}
