import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { didYouMean } from '../../base/nearest.ts';
import { isFile } from '../../process/is-file.ts';
import { repositoryRoot } from '../../process/repository-root.ts';
import { brokenAt, type Place } from '../deck/place.ts';

const languages: Readonly<Record<string, string>> = {
  '.ts': 'ts',
  '.mjs': 'js',
  '.js': 'js',
  '.py': 'python',
  '.sh': 'sh',
  '.json': 'json',
  '.conf': 'conf',
};

const BEGIN = /^\s*(?:\/\/|#) ?#?region (\S+)\s*$/;
/** The mark at the end of a region. */
export const REGION_END = /^\s*(?:\/\/|#) ?#?endregion\b/;

/**
 * A region of a file of this repository as a block of code: the lines between `//#region name` and `//#endregion`, without
 * their common indentation; without a name, the whole file.
 * @param what `labs/03-retain/lab.ts#late`; `… lit subscribe(,publish(` highlights the first line with each of these words.
 *   Their numbers follow the language, as in `python {2,5}`; lit-lines.ts reads them.
 * @throws CannotRunError `broken-deck` for a file, region or word that does not exist, or a file outside the repository
 */
export function snippet(what: string, place: Place): string[] {
  const [source = '', words] = what.split(' lit ');
  const [name = '', region] = source.split('#');
  const file = fileOf(name, place);
  const lines = readFileSync(file, 'utf8').replace(/\n$/, '').split('\n');
  const shown =
    region === undefined ? lines.filter((line) => !isMark(line)) : regionOf(lines, region, source, place);
  if (shown.every((line) => line.trim() === '')) throw emptyRegion(source, place);
  const lit = words?.split(',').map((word) => lineWith(word, shown, source, place));
  const language = languages[path.extname(file)] ?? 'text';
  return ['```'.concat(language, lit ? ` {${lit.join()}}` : ''), ...atLeftEdge(shown), '```'];
}

/** From 1. */
function lineWith(word: string, lines: readonly string[], source: string, place: Place): number {
  const index = lines.findIndex((line) => line.includes(word));
  if (index >= 0) return index + 1;
  throw brokenAt(
    place,
    { en: `${source} has no line with "${word}"`, ja: `${source} に「${word}」を含む行がありません` },
    { en: 'write a word that stands in the line to light', ja: '目立たせたい行にある語を書いてください' },
  );
}

const isMark = (line: string): boolean => BEGIN.test(line) || REGION_END.test(line);

/** Resolves links first: one may lead out of the repository. */
function fileOf(name: string, place: Place): string {
  const file = path.resolve(repositoryRoot, name);
  if (path.isAbsolute(name) || !isInside(file)) throw outside(name, place);
  if (!isFile(file)) throw noSuchFile(name, place);
  if (!isInside(realpathSync(file))) throw outside(name, place);
  return file;
}

const isInside = (file: string): boolean => !path.relative(repositoryRoot, file).startsWith('..');

function regionOf(lines: readonly string[], region: string, what: string, place: Place): string[] {
  const begin = lines.findIndex((line) => BEGIN.exec(line)?.[1] === region);
  if (begin < 0) throw noSuchRegion(what, region, lines, place);
  const length = lines.slice(begin + 1).findIndex((line) => REGION_END.test(line));
  return lines.slice(begin + 1, length < 0 ? undefined : begin + 1 + length).filter((line) => !isMark(line));
}

function atLeftEdge(lines: readonly string[]): string[] {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least).trimEnd());
}

function noSuchFile(name: string, place: Place) {
  const folder = path.dirname(path.resolve(repositoryRoot, name));
  const there = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
  const names = there.map((file) => path.join(path.dirname(name), file));
  return brokenAt(
    place,
    { en: `${name} is not there`, ja: `${name} がありません` },
    didYouMean(name, names, {
      none: {
        en: 'write the path from the root of this repository',
        ja: 'リポジトリの根からのパスを書いてください',
      },
    }),
  );
}

const emptyRegion = (what: string, place: Place) =>
  brokenAt(
    place,
    { en: `${what} has no lines to show`, ja: `${what} には、見せる行がありません` },
    {
      en: 'name another region, or write its lines between //#region and //#endregion',
      ja: '別の region を指すか、//#region と //#endregion の間に行を書いてください',
    },
  );

const outside = (name: string, place: Place) =>
  brokenAt(
    place,
    { en: `${name} is outside the repository`, ja: `${name} はリポジトリの外にあります` },
    {
      en: 'write the path of a file of this repository, from its root',
      ja: 'このリポジトリのファイルを、根からのパスで書いてください',
    },
  );

function noSuchRegion(what: string, region: string, lines: readonly string[], place: Place) {
  const names = lines.flatMap((line) => BEGIN.exec(line)?.[1] ?? []);
  return brokenAt(
    place,
    { en: `${what}: there is no region "${region}"`, ja: `${what}: 「${region}」という region がありません` },
    didYouMean(region, names, {
      none: {
        en: 'the file has none; write //#region NAME and //#endregion around the lines',
        ja: 'ファイルに region がありません。行を //#region 名前 と //#endregion で囲んでください',
      },
    }),
  );
}
