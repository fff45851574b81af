import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

const packageJson = v.object({ version: v.string() });

/** The version of MQTT.js that is installed. */
export async function libraryVersion(): Promise<string> {
  const file = fileURLToPath(import.meta.resolve('mqtt/package.json'));
  return v.parse(packageJson, JSON.parse(await readFile(file, 'utf8'))).version;
}
