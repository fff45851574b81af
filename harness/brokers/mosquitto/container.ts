import { LoopbackContainer } from '../docker/loopback-container.ts';
import type { Setup } from '../setup.ts';
import { mosquittoConfigFile, mosquittoFiles } from './config.ts';

const ports = { mqttPort: 1883, webSocketPort: 8080, tlsPort: 8883 };

// At the top: images made from a distribution's package have no directory for it.
const directory = '/mqtt-hands-on';

/** Mosquitto from the official image, or from any image with its program. */
export class MosquittoContainer extends LoopbackContainer {
  constructor(image: string, setup: Setup = {}) {
    super(image, ['mosquitto', '-c', `${directory}/${mosquittoConfigFile}`]);
    this.withExposedPorts(ports.mqttPort, ports.webSocketPort, ...(setup.tls ? [ports.tlsPort] : []));
    const files = Object.entries(mosquittoFiles(ports, setup, directory));
    this.withCopyContentToContainer(
      files.map(([name, content]) => ({ content, target: `${directory}/${name}`, mode: 0o600 })),
    );
  }
}
