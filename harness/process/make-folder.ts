import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../base/error-code.ts';

/**
 * Makes a folder and its parents. Does not use `recursive: true`, which never ends if an existing folder takes no new one, such as
 * /proc.
 * @throws the system's error
 */
export async function makeFolder(folder: string): Promise<void> {
  const error: unknown = await mkdir(folder).catch((thrown: unknown) => thrown);
  const code = errorCode(error);
  if (code === 'ENOENT') {
    await makeFolder(path.dirname(folder));
    await mkdir(folder);
  } else if (error !== undefined && !(code === 'EEXIST' && (await stat(folder)).isDirectory())) throw error;
}
