import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder and those above it. Not `recursive: true`: that never ends where a folder cannot be made under one that is
 * there, as in /proc.
 * @throws what the system says
 */
export async function makeFolder(folder: string): Promise<void> {
  const error: unknown = await mkdir(folder).catch((thrown: unknown) => thrown);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') {
    await makeFolder(path.dirname(folder));
    await mkdir(folder);
  } else if (error !== undefined && !(code === 'EEXIST' && (await stat(folder)).isDirectory())) throw error;
}
