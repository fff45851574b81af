import { readFile } from 'node:fs/promises';

/** The image that a Dockerfile of one line pins: update bots look for such files. */
export const pinnedImage = async (dockerfile: URL): Promise<string> =>
  (await readFile(dockerfile, 'utf8')).replace(/^FROM\s+/, '').trim();
