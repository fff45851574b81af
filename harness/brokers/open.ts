import type { OwnBroker } from './broker.ts';
import type { NamedChoice } from './choice/choose.ts';
import type { Opening } from './docker/container-broker.ts';
import { kindOf } from './kinds.ts';
import type { Setup } from './setup/setup.ts';

/** Starts a broker of a kind. Each kind's own code is loaded only when it is chosen. @throws CannotRunError */
export async function openOwn(choice: NamedChoice, opening: Opening, setup: Setup = {}): Promise<OwnBroker> {
  const kind = kindOf(choice.name);
  if (kind === undefined) throw new TypeError(`there is no kind ${choice.name}`);
  return kind.start(opening, setup, choice.tag);
}
