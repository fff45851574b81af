import type { Text } from '../../base/text.ts';
import { nameAndVersion } from './name-and-version.ts';

/** Which broker it is. Known deviations and documented limits are looked up by it. */
export interface Identity {
  /** `mosquitto`, `emqx`, `rabbitmq`, … */
  readonly name: string;
  /** Undefined if it is not known. */
  readonly version?: string | undefined;
  /** Whether the identity comes from the broker itself, because the user gave no name. */
  readonly ownWord?: true;
  /** For a stand-in of a cloud: the broker that answers behind it, with deviations of its own. */
  readonly behind?: Identity;
}

/** A broker with its name, its version and, if these are only for display, its identity. */
interface Identified {
  readonly name: string;
  readonly version?: string | undefined;
  readonly identity?: Identity | undefined;
}

/** The identity of a broker: its name and version, unless these are only for display. */
export const identityOf = ({ name, version, identity }: Identified): Identity =>
  identity ?? { name, version };

/** How a report names a broker that the user gave no name. */
export function saysItIs(identity: Identity): Text {
  const which = nameAndVersion(identity);
  return { en: `says it is ${which}`, ja: `${which} と名乗っている` };
}
