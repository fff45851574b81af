import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

const packageJson = v.object({ version: v.string() });

/** The version of MQTT.js that is installed. */
export const libraryVersion = (): Promise<string> =>
  versionIn(fileURLToPath(import.meta.resolve('mqtt/package.json')));

/** The version in a package.json. */
export async function versionIn(file: string): Promise<string> {
  return v.parse(packageJson, JSON.parse(await readFile(file, 'utf8'))).version;
}
