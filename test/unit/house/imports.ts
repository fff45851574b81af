import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';

/** One file imports another, types included; both relative to the project's root. */
export type Import = readonly [from: string, to: string];

/** `from './a.ts'`, `import './a.ts'`, `import('./a.ts')`. */
const relativeImport = /(?:\bfrom\s+|\bimport\s*\(?\s*)['"](\.[^'"]+)['"]/g;

/** Every import between files of the project that lie in these folders. */
export function importsOf(...folders: readonly string[]): Import[] {
  return folders.flatMap(filesIn).flatMap((file) => {
    const text = readFileSync(path.join(repositoryRoot, file), 'utf8');
    return Array.from(
      text.matchAll(relativeImport),
      ([, to = '']): Import => [file, path.posix.join(path.posix.dirname(file), to)],
    );
  });
}

/** TypeScript files in a folder, and in those under it. */
export const filesIn = (folder: string): string[] =>
  readdirSync(path.join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
    .filter((file) => !isForeign(file));

/** Whether a file is a learner's own, or one that another test writes and removes meanwhile. */
export const isForeign = (file: string): boolean =>
  /^labs\/[^/]+\/my(-[^/]+)?\/|^slides\/([^/]+\.tmp\.ts$|starter-)/.test(file);
