import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Text } from '../../base/text.ts';
import { repositoryRoot } from '../../process/repository-root.ts';

/** What to type, and the page to read, after a run of this lab. Empty for a lab outside `labs/`. */
export function whatNext(labId: string): Text[] {
  const folder = path.join(repositoryRoot, 'labs');
  const labs = readdirSync(folder)
    .filter((name) => /^\d\d-/.test(name))
    .sort();
  const at = labs.indexOf(labId);
  if (at < 0) return [];
  const next = labs[at + 1];
  return [
    { en: `read: labs/${labId}/README.md`, ja: `読む: labs/${labId}/README.ja.md` },
    ...(existsSync(path.join(folder, labId, 'tasks')) ? [firstTask(labId.slice(0, 2))] : []),
    ...(next === undefined ? [] : [command(next.slice(0, 2))]),
  ];
}

const command = (number: string): Text => ({
  en: `next: npm run lab ${number}`,
  ja: `次は: npm run lab ${number}`,
});

const firstTask = (number: string): Text => ({
  en: `try:  npm run lab ${number} -- --task 1`,
  ja: `課題: npm run lab ${number} -- --task 1`,
});
