import type { Text } from '../base/text.ts';
import { nameAndVersion } from './name-and-version.ts';
import { readVersion } from './version.ts';

/** Which broker it is: what known deviations and documented limits are looked up by. */
export interface Identity {
  /** `mosquitto`, `emqx`, `rabbitmq`, … */
  readonly name: string;
  /** Undefined where it is not known. */
  readonly version?: string | undefined;
  /** Whether only the broker itself says so: nobody gave it this name. */
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

/** How brokers write their names, by the name that they go by here. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  mosquitto: ['mosquitto'],
  emqx: ['emqx'],
  rabbitmq: ['rabbitmq'],
  nats: ['nats-server', 'nats'],
};

/** The name that a broker goes by here, for one that a person wrote: `nats` for `NATS-server`. */
export function nameFor(word: string): string {
  const lower = word.toLowerCase();
  return Object.entries(spellings).find(([, written]) => written.includes(lower))?.[0] ?? lower;
}

/**
 * Which broker it is by its own word; undefined where it names none that is known here.
 * @param texts what it says about itself, e.g. `mosquitto version 2.0.22`
 */
export function identifiedBy(texts: readonly string[]): Identity | undefined {
  for (const text of texts) {
    for (const [name, written] of Object.entries(spellings)) {
      const after = new RegExp(`(?<![\\w-])(?:${written.join('|')})(?!\\w)(?<after>.*)`, 'is').exec(text)
        ?.groups?.after;
      if (after === undefined) continue;
      const version = readVersion(after) ?? readVersion(text);
      return { name, ownWord: true, ...(version !== undefined && { version }) };
    }
  }
  return undefined;
}

/** Said of a broker that nobody gave a name. */
export function saysItIs(identity: Identity): Text {
  const which = nameAndVersion(identity);
  return { en: `says it is ${which}`, ja: `${which} と名乗っている` };
}
