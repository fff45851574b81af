import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from '../../process/repository-root.ts';

/** Where the themes of the decks are. */
export const themeFolder = path.join(repositoryRoot, 'slides/theme');

export async function themeFiles(): Promise<string[]> {
  const names = await readdir(themeFolder);
  return names.filter((name) => name.endsWith('.css')).map((name) => path.join(themeFolder, name));
}
