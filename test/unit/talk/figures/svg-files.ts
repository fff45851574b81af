import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../../../harness/process/repository-root.ts';

export const folder = path.join(repositoryRoot, 'slides/figures');

/** The figures of the deck as they are drawn. */
export const figures = readdirSync(folder)
  .filter((name) => name.endsWith('.svg'))
  .map((name) => ({ name, svg: readFileSync(path.join(folder, name), 'utf8') }));
