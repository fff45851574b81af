import { kindOf } from '../kinds.ts';
import { nameAndVersion } from './name-and-version.ts';

/** A broker's name as its makers write it. */
export const titleOf = (name: string): string => kindOf(name)?.title ?? name;

/** A broker and its version as a sentence names them: `Mosquitto 2.0.21`; an address as it is. */
export const brokerTitle = ({ name, version }: Parameters<typeof nameAndVersion>[0]): string =>
  nameAndVersion({ name: titleOf(name), version });
