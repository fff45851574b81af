import { constants } from 'node:fs';
import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cannotWrite } from '../process/cannot-write.ts';
import { makeFolder } from '../process/make-folder.ts';

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

/**
 * Makes the folder of a file, and checks before a run that the file can be written there after it.
 * @throws CannotRunError `cannot-write`
 */
export async function makeFolderOf(file: string): Promise<void> {
  const folder = path.resolve(path.dirname(file));
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw cannotWrite(file, cause);
  }
}
