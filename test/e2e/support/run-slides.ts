import { execa } from 'execa';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';

/** `npm run slides`, `slides:sync` or `slides:draw`, without npm: colour and language are the environment's. */
export const runSlides = (
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  program: 'slides' | 'slides-sync' | 'slides-draw' = 'slides',
) =>
  execa(process.execPath, [`harness/cli/${program}.ts`, ...argv], {
    cwd: repositoryRoot,
    reject: false,
    env: { LC_ALL: 'C', LANG: 'C', DEBUG: '', ...env },
  });
