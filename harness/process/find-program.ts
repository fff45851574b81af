import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Where package managers put servers that are not on everybody's PATH. */
const furtherDirectories = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin', '/opt/homebrew/bin'];

type Environment = Readonly<Record<string, string | undefined>>;

/** Path of an executable on the PATH, or where package managers put servers; undefined if there is none. */
export async function findProgram(
  name: string,
  environment: Environment = process.env,
): Promise<string | undefined> {
  for (const path of candidates(name, environment)) if (await isExecutable(path)) return path;
  return undefined;
}

/** Paths of all executables of this name, the one that is run by its name first. */
export async function findPrograms(name: string, environment: Environment = process.env): Promise<string[]> {
  const found: string[] = [];
  for (const path of candidates(name, environment)) if (await isExecutable(path)) found.push(path);
  return found;
}

function candidates(name: string, { PATH = '' }: Environment): Set<string> {
  const directories = [...PATH.split(delimiter).filter(Boolean), ...furtherDirectories];
  return new Set(directories.map((directory) => join(directory, name)));
}

export async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
