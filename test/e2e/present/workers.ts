import { readdir, readFile } from 'node:fs/promises';

/** Process ids of the workers of talks that this process presents. Only Linux shows them. */
export async function workers(): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(ids.map(async (id) => ((await isWorker(id)) ? [Number(id)] : [])));
  return found.flat();
}

async function isWorker(id: string): Promise<boolean> {
  try {
    const [command, status] = await Promise.all(
      ['cmdline', 'status'].map((file) => readFile(`/proc/${id}/${file}`, 'utf8')),
    );
    const isOurs = new RegExp(`^PPid:\\s*${process.pid}$`, 'm').test(status ?? '');
    return isOurs && (command ?? '').includes('present/run/worker.ts');
  } catch {
    // The process has ended.
    return false;
  }
}
