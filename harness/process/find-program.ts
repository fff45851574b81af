import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Where package managers install servers that may not be on the PATH. */
const furtherDirectories = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin', '/opt/homebrew/bin'];

type Environment = Readonly<Record<string, string | undefined>>;

/** The path of an executable on the PATH or where package managers install servers; undefined if there is none. */
export async function findProgram(
  name: string,
  environment: Environment = process.env,
): Promise<string | undefined> {
  for (const path of candidates(name, environment)) if (await isExecutable(path)) return path;
  return undefined;
}

/** The paths of all executables of this name; the shell would run the first one. */
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
