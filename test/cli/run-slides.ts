import path from 'node:path';
import { execa } from 'execa';

export const repositoryRoot = path.resolve(import.meta.dirname, '../..');

/** `npm run slides`, without npm: colour and language are the environment's. */
export const runSlides = (argv: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  execa('tsx', ['harness/cli/slides.ts', ...argv], {
    cwd: repositoryRoot,
    preferLocal: true,
    reject: false,
    env: { LC_ALL: 'C', LANG: 'C', DEBUG: '', ...env },
  });
