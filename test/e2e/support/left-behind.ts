import { readdir, readFile } from 'node:fs/promises';

/**
 * Ends all processes with this mark in their environment, and returns their command lines. Only Linux shows the environment of a
 * process; on other systems, the list is empty.
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
    // The process has ended, or belongs to another user.
    return undefined;
  }
}
