import type { OwnBroker } from './broker.ts';
import type { NamedChoice } from './choose.ts';
import type { Opening } from './docker/container-broker.ts';
import type { Setup } from './setup.ts';

/** Starts a broker of a kind. Each kind's own code is loaded only when it is chosen. @throws CannotRunError */
export async function openOwn(choice: NamedChoice, opening: Opening, setup?: Setup): Promise<OwnBroker> {
  switch (choice.name) {
    case 'embedded':
      return (await import('./embedded/embedded.ts')).openEmbedded(opening.signal, setup);
    case 'mosquitto':
      return (await import('./mosquitto/mosquitto.ts')).openMosquitto(opening, setup, choice.tag);
    case 'emqx':
      return (await import('./emqx/emqx.ts')).openEmqx(opening, setup, choice.tag);
  }
}
