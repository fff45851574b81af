import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cannotWrite } from '../process/cannot-write.ts';

/** The content of a generated file; undefined if there is none. */
export const keptFile = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch(() => undefined);

/**
 * Writes files, and returns their paths.
 * @param files contents by name
 * @throws CannotRunError `cannot-write`
 */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  const written = Object.entries(files).map(async ([name, content]) => {
    const file = path.join(folder, name);
    await writeFile(file, content).catch((cause) => {
      throw cannotWrite(file, cause);
    });
    return file;
  });
  return Promise.all(written);
}
