import type { Text } from '../../base/text.ts';
import { nameAndVersion } from './name-and-version.ts';

/** Which broker it is: what known deviations and documented limits are looked up by. */
export interface Identity {
  /** `mosquitto`, `emqx`, `rabbitmq`, … */
  readonly name: string;
  /** Undefined where it is not known. */
  readonly version?: string | undefined;
  /** Whether only the broker itself says so: the user gave it no name. */
  readonly ownWord?: true;
}

/** A broker as far as it says, or is said, which it is. */
interface Identified {
  readonly name: string;
  readonly version?: string | undefined;
  readonly identity?: Identity | undefined;
}

/** What a broker is looked up by: its name and version, unless these are only what it is shown as. */
export const identityOf = ({ name, version, identity }: Identified): Identity =>
  identity ?? { name, version };

/** How a report names a broker that the user gave no name. */
export function saysItIs(identity: Identity): Text {
  const which = nameAndVersion(identity);
  return { en: `says it is ${which}`, ja: `${which} と名乗っている` };
}
