import { brokerKinds } from '../kinds.ts';
import type { Identity } from './identity.ts';
import { readVersion } from './version.ts';

/** The names of this project's kinds, each with the ways in which the broker writes its own name. */
const spellings = brokerKinds
  .map(({ name, callsItself = [name] }) => ({ name, written: callsItself }))
  .filter(({ written }) => written.length > 0);

/** This project's name for a broker, from a name that a person wrote: `nats` for `NATS-server`. */
export function nameFor(word: string): string {
  const lower = word.toLowerCase();
  return spellings.find(({ written }) => written.includes(lower))?.name ?? lower;
}

/**
 * Reads which broker it is from what it says about itself. Undefined if it names no kind that this project knows.
 * @param texts what it says about itself, e.g. `mosquitto version 2.0.22`
 */
export function identifiedBy(texts: readonly string[]): Identity | undefined {
  for (const text of texts) {
    for (const { name, written } of spellings) {
      const after = new RegExp(`(?<![\\w-])(?:${written.join('|')})(?!\\w)(?<after>.*)`, 'is').exec(text)
        ?.groups?.after;
      if (after === undefined) continue;
      const version = readVersion(after) ?? readVersion(text);
      return { name, ownWord: true, ...(version !== undefined && { version }) };
    }
  }
  return undefined;
}
