import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Where package managers put servers that are not on everybody's PATH. */
const furtherDirectories = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin', '/opt/homebrew/bin'];

/** Path of an executable on the PATH, or where package managers put servers; undefined if there is none. */
export async function findProgram(
  name: string,
  { PATH = '' }: Readonly<Record<string, string | undefined>> = process.env,
): Promise<string | undefined> {
  const directories = [...PATH.split(delimiter).filter(Boolean), ...furtherDirectories];
  for (const directory of directories) {
    const path = join(directory, name);
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

export async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
