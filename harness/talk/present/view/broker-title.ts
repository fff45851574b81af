import { nameAndVersion } from '../../../brokers/identity/name-and-version.ts';

type Named = Parameters<typeof nameAndVersion>[0];

/** By name, as their makers write it. Filled in where the view is built: the kinds of brokers are not for a browser. */
declare const BROKER_TITLES: Readonly<Record<string, string>>;

/** A broker and its version as a sentence names them: `Mosquitto 2.0.21`. */
export const brokerTitle = ({ name, version }: Named): string =>
  nameAndVersion({ name: BROKER_TITLES[name] ?? name, version });
