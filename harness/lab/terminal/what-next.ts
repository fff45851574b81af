import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Text } from '../../base/text.ts';
import { repositoryRoot } from '../../process/repository-root.ts';
import { withOptions } from './repeated-options.ts';

/**
 * What to type, and the page to read, after a run of this lab. Empty for a lab outside `labs/`.
 * @param options the options of each command, as made by `repeatedOptions`
 */
export function whatNext(labId: string, options = ''): Text[] {
  const folder = path.join(repositoryRoot, 'labs');
  const labs = readdirSync(folder)
    .filter((name) => /^\d\d-/.test(name))
    .sort();
  const at = labs.indexOf(labId);
  if (at < 0) return [];
  const next = labs[at + 1];
  return [
    { en: `read: labs/${labId}/README.md`, ja: `読む: labs/${labId}/README.ja.md` },
    ...(existsSync(path.join(folder, labId, 'tasks')) ? [firstTask(labId.slice(0, 2), options)] : []),
    ...(next === undefined ? [] : [command(next.slice(0, 2), options)]),
  ];
}

const command = (number: string, options: string): Text => ({
  en: `next: ${withOptions(`npm run lab ${number}`, options)}`,
  ja: `次は: ${withOptions(`npm run lab ${number}`, options)}`,
});

const firstTask = (number: string, options: string): Text => ({
  en: `try:  npm run lab ${number} -- --task 1${options}`,
  ja: `課題: npm run lab ${number} -- --task 1${options}`,
});
