import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Identity } from '../brokers/identity/identity.ts';
import { versionOf } from '../clients/ask.ts';
import { versionIn } from '../clients/mqttjs/version.ts';
import { askVersion } from '../clients/paho/python.ts';

/** Asks a client for its version, given the words that start it; undefined if it does not tell. */
type Ask = (words: readonly string[]) => Promise<string | undefined>;

/** Calls the program with its words up to a pattern, followed by other arguments. */
const askBy =
  (isLast: (word: string) => boolean, instead: readonly string[], pattern?: RegExp): Ask =>
  async (words) => {
    const last = words.findIndex(isLast);
    const [file, ...args] = words.slice(0, last + 1);
    return file === undefined ? undefined : versionOf({ file, args: [...args, ...instead] }, pattern);
  };

const isCalled = (name: string) => (word: string) => path.basename(word) === name;
const isPython = (word: string) => /^python[\d.]*$/.test(path.basename(word));
const mosquitto = (name: string) => askBy(isCalled(name), ['--version'], /version (\S+)/);

/** MQTTX CLI with a subcommand: the program, or Node.js with its script. */
const mqttx: Ask = async (words) => {
  const subcommand = words.findIndex((word) => ['pub', 'sub', 'conn', 'bench', 'simulate'].includes(word));
  const [file, ...args] = words.slice(0, Math.max(subcommand, 0));
  return file === undefined ? undefined : versionOf({ file, args: [...args, '--version'] });
};

/** The package that a Node.js script would load. */
const mqttjs: Ask = async (words) => {
  const script = words.find((word) => /\.[cm]?[jt]s$/.test(word) && existsSync(word));
  if (script === undefined) return undefined;
  try {
    const file = createRequire(path.resolve(script)).resolve('mqtt/package.json');
    return await versionIn(file);
  } catch {
    return undefined;
  }
};

/** Clients whose deviations are known, by name. */
const clients = {
  mqttjs,
  paho: askBy(isPython, askVersion),
  mosquitto_pub: mosquitto('mosquitto_pub'),
  mosquitto_sub: mosquitto('mosquitto_sub'),
  mqttx,
} as const satisfies Readonly<Record<string, Ask>>;

type ClientName = keyof typeof clients;

/** Programs that can be identified by their file name. */
const tools: readonly ClientName[] = ['mosquitto_pub', 'mosquitto_sub', 'mqttx'];

export const knownClients = Object.keys(clients) as ClientName[];

const isKnown = (name: string): name is ClientName => Object.hasOwn(clients, name);

/**
 * Identifies a client: by `--as`, otherwise by the name of the program. It asks the program for a version that was not
 * given.
 * @param said the value of `--as`
 */
export async function identify(
  words: readonly string[],
  said: Identity | undefined,
): Promise<Identity | undefined> {
  const name = said?.name ?? tools.find((tool) => isCalled(tool)(words[0] ?? ''));
  if (name === undefined || said?.version !== undefined || !isKnown(name)) return said;
  const version = await clients[name](words);
  return { name, ...(version !== undefined && { version }), ...(said === undefined && { ownWord: true }) };
}
