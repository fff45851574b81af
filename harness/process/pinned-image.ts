import { readFile } from 'node:fs/promises';

/** The image that a Dockerfile of one line pins. Update bots read such files. */
export const pinnedImage = async (dockerfile: URL): Promise<string> =>
  (await readFile(dockerfile, 'utf8')).replace(/^FROM\s+/, '').trim();
