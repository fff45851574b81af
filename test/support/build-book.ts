import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of a book built for the path `bookBase`. */
    bookFolder: string;
    bookBase: string;
  }
}

const base = '/mqtt-hands-on/';

/** Builds the book once for all its tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mqtt-book-'));
  await execa(process.execPath, ['harness/cli/book.ts', '--out', folder, '--base', base]);
  project.provide('bookFolder', folder);
  project.provide('bookBase', base);
  return () => rm(folder, { recursive: true, force: true });
}
