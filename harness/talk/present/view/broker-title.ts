import { nameAndVersion } from '../../../brokers/identity/name-and-version.ts';

type Named = Parameters<typeof nameAndVersion>[0];

/**
 * Titles by name, in their makers' spelling. The build of the view inserts them: the broker kinds can't be loaded in a
 * browser.
 */
declare const BROKER_TITLES: Readonly<Record<string, string>>;

/** A broker and its version for a sentence: `Mosquitto 2.0.21`. */
export const brokerTitle = ({ name, version }: Named): string =>
  nameAndVersion({ name: BROKER_TITLES[name] ?? name, version });
