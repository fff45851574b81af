import { readFile } from 'node:fs/promises';

/**
 * The image a broker runs from unless the environment names another. It is pinned in a Dockerfile of one line,
 * which is where update bots look for images, so that a new version arrives as a pull request that runs the tests.
 */
export async function defaultImage(broker: 'mosquitto' | 'emqx'): Promise<string> {
  const file = new URL(`../${broker}/Dockerfile`, import.meta.url);
  return (await readFile(file, 'utf8')).replace(/^FROM\s+/, '').trim();
}
