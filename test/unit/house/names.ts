import path from 'node:path';

/** Endings that do not tell one name from another: `refusal` and `refusals`, `show` and `shown`, `alias` and `aliasing`. */
const ENDINGS = [
  's',
  'es',
  'n',
  'en',
  'e',
  'd',
  'ed',
  'r',
  'er',
  'or',
  'y',
  'ly',
  'al',
  'ing',
  'ion',
  'ation',
];

/** A shorter word would be another word: `keys` and `keyed` have a stem, `is` and `in` have none. */
const SHORTEST_STEM = 3;

/** Paths of one folder whose names are the same but for the ending of a word; a file and the folder of its parts are not. */
export function alikeIn(paths: readonly string[]): string[][] {
  const groups = Map.groupBy(new Set(paths.map(withoutSuffix)), (name) =>
    path.posix.join(path.posix.dirname(name), stemOf(path.posix.basename(name))),
  );
  return [...groups.values()].filter((names) => names.length > 1).map((names) => names.sort());
}

/** Without `.ts`, `.test.ts`, `.ja.md`. */
const withoutSuffix = (name: string): string =>
  path.posix.join(path.posix.dirname(name), path.posix.basename(name).replace(/\..*$/, ''));

const stemOf = (name: string): string => name.split('-').map(stemOfWord).join('-');

function stemOfWord(word: string): string {
  const stem = word.replace(/ies$/, 'y');
  const ending = ENDINGS.find((one) => stem.endsWith(one) && stem.length - one.length >= SHORTEST_STEM);
  return ending === undefined ? stem : stemOfWord(stem.slice(0, -ending.length));
}

/** Files and the folders that hold them. */
export const withFolders = (files: readonly string[]): string[] => [
  ...new Set(files.flatMap((file) => [file, ...foldersOf(file)])),
];

function foldersOf(file: string): string[] {
  const folder = path.posix.dirname(file);
  return folder === '.' ? [] : [folder, ...foldersOf(folder)];
}
