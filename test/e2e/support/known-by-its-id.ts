import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clean } from './program.ts';

/** A script that writes its process id to a file and then becomes the program. */
export async function knownByItsId(program: string, { onTestFinished }: Clean) {
  const directory = await mkdtemp(join(tmpdir(), 'known-by-its-id-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const path = join(directory, 'program');
  await writeFile(path, ['#!/bin/sh', 'echo $$ > "$0.pid"', `exec '${program}' "$@"`, ''].join('\n'));
  await chmod(path, 0o755);
  return { path, pid: async () => Number(await readFile(`${path}.pid`, 'utf8')) };
}
