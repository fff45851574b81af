import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { CannotRunError } from '../harness/base/errors.ts';
import { didYouMean } from '../harness/base/nearest.ts';
import { loadLabFile } from '../harness/lab/editing/load-lab-file.ts';
import type { LabDefinition } from '../harness/lab/lab.ts';

/** Ids of the labs that exist now: the course in its order, then labs for other talks. A lab is a folder here, without `_`. */
export const readLabIds = (): readonly string[] =>
  readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isDirectory() &&
        !entry.name.startsWith('_') &&
        existsSync(path.join(import.meta.dirname, entry.name, 'lab.ts')),
    )
    .map((entry) => entry.name)
    .sort();

/** The labs of the course: their names begin with their number. */
export const labIds: readonly string[] = readLabIds().filter((id) => /^\d\d-/.test(id));

/** To read a lab's guide and run it, unless the lab says otherwise. */
export const USUAL_MINUTES = 10;

/** @throws CannotRunError if its file cannot be read or exports no lab */
export async function loadLab(id: string): Promise<LabDefinition> {
  return loadLabFile(path.join(import.meta.dirname, id, 'lab.ts'));
}

/**
 * The lab a person means: by number (`3`, `03`), name (`retain`) or both.
 * @throws CannotRunError `unknown-lab` with the nearest one
 */
export function findLab(word: string): string {
  const wanted = word.toLowerCase();
  const found = readLabIds().find(
    (id) => id === wanted || numberOf(id) === wanted.padStart(2, '0') || nameOf(id) === wanted,
  );
  if (found !== undefined) return found;
  throw new CannotRunError(
    'unknown-lab',
    { en: `there is no lab "${word}"`, ja: `「${word}」というラボはありません` },
    didYouMean(nameOf(wanted), candidatesFor(wanted).map(nameOf), {
      written: (name) => labIds.find((id) => nameOf(id) === name) ?? name,
      more: { en: 'npm run lab lists them', ja: 'npm run lab で一覧が出ます' },
    }),
  );
}

function candidatesFor(wanted: string): readonly string[] {
  if (!/^\d+$/.test(wanted)) {
    // A part of a name, such as `take` of `takeover`, before a name that is spelt alike.
    const containing = labIds.filter((id) => nameOf(id).includes(nameOf(wanted)));
    return containing.length > 0 ? containing : labIds;
  }
  // A number between two labs, before the first or after the last: the lab with the nearest one.
  const distance = (id: string) => Math.abs(Number(numberOf(id)) - Number(wanted));
  return labIds.toSorted((one, other) => distance(one) - distance(other)).slice(0, 1);
}

const numberOf = (id: string) => id.slice(0, 2);
const nameOf = (id: string) => id.replace(/^\d\d-/, '');
