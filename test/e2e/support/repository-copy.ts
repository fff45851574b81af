import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import type { Clean } from './program.ts';

const left = ['node_modules', '.git', 'dist', 'reports'];

/** Copies the project into a folder in which a test may change files. */
export async function repositoryCopy({ onTestFinished }: Clean): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mqtt-hands-on-copy-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(repositoryRoot, folder, {
    recursive: true,
    filter: (file) => !left.includes(path.relative(repositoryRoot, file)),
  });
  await symlink(path.join(repositoryRoot, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}
