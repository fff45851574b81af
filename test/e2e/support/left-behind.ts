import { readdir, readFile } from 'node:fs/promises';

/**
 * The command lines of the processes that carry this mark in their environment, however they are related to who
 * started them; they are ended, too. Only Linux shows the environment of a process: elsewhere there are none.
 */
export async function leftBehind(mark: string): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(ids.map((id) => commandOfMarked(id, mark)));
  return commands.filter((command) => command !== undefined);
}

async function commandOfMarked(id: string, mark: string): Promise<string | undefined> {
  try {
    const environment = await readFile(`/proc/${id}/environ`, 'latin1');
    if (!environment.includes(mark)) return undefined;
    const command = await readFile(`/proc/${id}/cmdline`, 'utf8');
    process.kill(Number(id), 'SIGKILL');
    return command.replaceAll('\0', ' ').trim();
  } catch {
    // It ended meanwhile, or is somebody else's.
    return undefined;
  }
}
