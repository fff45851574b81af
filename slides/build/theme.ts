import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Where the themes of the decks are. */
export const themeFolder = path.resolve(import.meta.dirname, '../theme');

export async function themeFiles(): Promise<string[]> {
  const names = await readdir(themeFolder);
  return names.filter((name) => name.endsWith('.css')).map((name) => path.join(themeFolder, name));
}
