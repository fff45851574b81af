import type { InContainer } from '../docker/in-container.ts';
import { mosquittoConfigFile, mosquittoFiles, mosquittoReadyLine } from './config.ts';

const ports = { mqtt: 1883, ws: 8080, mqtts: 8883 };

// A directory at the top level, because images made from a distribution's package have no /mosquitto.
const directory = '/mqtt-hands-on';

/** Mosquitto from the official image, or from any image with its program. */
export const mosquittoInContainer: InContainer = {
  name: 'mosquitto',
  dockerfile: new URL('./Dockerfile', import.meta.url),
  variable: 'MOSQUITTO_IMAGE',
  ports,
  readyLine: mosquittoReadyLine,
  patience: 10_000,
  configure(setup) {
    const listeners = { mqttPort: ports.mqtt, webSocketPort: ports.ws, tlsPort: ports.mqtts };
    const files = Object.entries(mosquittoFiles(listeners, setup, directory));
    return {
      command: ['mosquitto', '-c', `${directory}/${mosquittoConfigFile}`],
      files: Object.fromEntries(files.map(([name, content]) => [`${directory}/${name}`, content])),
      fileMode: 0o600,
    };
  },
};
