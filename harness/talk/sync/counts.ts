import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { didYouMean } from '../../base/nearest.ts';
import { repositoryRoot } from '../../process/repository-root.ts';
import { brokenAt, type Place } from '../deck/place.ts';
import type { Change } from './sync.ts';

/** A number in a document: `<!-- count: claims -->436<!-- /count -->`. Without its end, the second group is undefined. */
const MARKED = /<!-- count: (\S+) -->(?:([^<\n]*)<!-- \/count -->)?/g;

/**
 * A document with the current value of every marked number; everything else stays byte for byte.
 * @param file its path, for messages
 * @throws CannotRunError `broken-deck` with file and line, for an unknown count or a marker without an end
 */
export function counted(file: string, text: string, counts: Readonly<Record<string, number>>): string {
  return text.replaceAll(MARKED, (marker, name: string, number: string | undefined, offset: number) => {
    const place = { deck: file, line: text.slice(0, offset).split('\n').length };
    if (number === undefined) throw neverEnded(marker, place);
    const count = counts[name];
    if (count === undefined) throw unknown(name, Object.keys(counts), place);
    return marker.replace(`-->${number}<!--`, `-->${count}<!--`);
  });
}

/** The documents with counted numbers: those of the repository's root and of `docs/`. */
export async function documents(): Promise<string[]> {
  const folders = [repositoryRoot, path.join(repositoryRoot, 'docs')];
  const files = folders.map(async (folder) =>
    (await readdir(folder)).filter((name) => name.endsWith('.md')).map((name) => path.join(folder, name)),
  );
  return (await Promise.all(files)).flat();
}

/** The changes that bring the numbers in documents up to date. */
export async function recounted(
  files: readonly string[],
  counts: Readonly<Record<string, number>>,
): Promise<Change[]> {
  const changes = files.map(async (file) => {
    const text = await readFile(file, 'utf8');
    const content = counted(file, text, counts);
    return content === text ? [] : [{ file, content }];
  });
  return (await Promise.all(changes)).flat();
}

const unknown = (name: string, names: readonly string[], place: Place) =>
  brokenAt(
    place,
    { en: `"${name}" is nothing that is counted`, ja: `「${name}」という数はありません` },
    didYouMean(name, names),
  );

const neverEnded = (marker: string, place: Place) =>
  brokenAt(
    place,
    { en: `${marker} has no end`, ja: `${marker} の終わりがありません` },
    {
      en: 'write <!-- /count --> after the number, on the same line',
      ja: '同じ行の数字のあとに <!-- /count --> と書いてください',
    },
  );
