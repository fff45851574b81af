import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Language } from '../../base/text.ts';
import { cannotWrite } from '../../process/cannot-write.ts';
import { languageOf } from '../deck/language.ts';
import { markerOn } from '../deck/marker-line.ts';
import { brokenAt, type Place } from '../deck/place.ts';
import { withoutMark } from '../deck/source.ts';
import { type Block, blocksOf } from './blocks.ts';
import { withClocks } from './clocks.ts';
import { clouds } from './clouds.ts';
import { differences } from './differences.ts';
import { figure, recordedFolder } from './figure.ts';
import { type CourseLab, courseLabs, labTable } from './lab-table.ts';
import { output } from './output.ts';
import { snippet } from './snippet.ts';

/** A deck with current contents. */
export interface Synced {
  readonly text: string;
  /** SVG by path relative to the deck. */
  readonly figures: ReadonlyMap<string, string>;
}

/**
 * Writes the generated parts between a deck's markers, and the time so far into its notes; everything else stays byte for
 * byte.
 * @param deck its path
 * @param labs of the course, for tables of labs
 * @throws CannotRunError `broken-deck` with file, line and the nearest name
 */
export function synced(
  deck: string,
  source: string,
  language: Language,
  labs: readonly CourseLab[] = [],
): Synced {
  const bare = withoutMark(source);
  const raw = bare.split('\n');
  // Each line keeps its line end.
  const ends = raw.map((line) => (line.endsWith('\r') ? '\r' : ''));
  const lines = withClocks(
    raw.map((line) => line.replace(/\r$/, '')),
    language,
  );
  const figures = new Map<string, string>();
  const asItWas = (from: number, to?: number) =>
    lines.slice(from, to).map((line, at) => line + (ends[from + at] ?? ''));
  const kept: string[] = [];
  let next = 0;
  for (const block of blocksOf(deck, lines)) {
    const inside = ['', ...written(block, { language, figures, labs }), ''].map(
      (line) => line + (ends[block.begin] ?? ''),
    );
    kept.push(...asItWas(next, block.begin + 1), ...inside);
    next = block.end;
  }
  const mark = source.slice(0, source.length - bare.length);
  return { text: mark + [...kept, ...asItWas(next)].join('\n'), figures };
}

interface Writing {
  readonly language: Language;
  /** Gets the figures that are drawn. */
  readonly figures: Map<string, string>;
  readonly labs: readonly CourseLab[];
}

function written({ kind, what, place }: Block, { language, figures, labs }: Writing): string[] {
  if (kind === 'snippet') return snippet(what, place);
  if (kind === 'output') return output(what, place, language);
  if (kind === 'differences') return differences(what, place, language);
  if (kind === 'clouds') return clouds(what, place, language);
  if (kind === 'labs') return labTable(what, place, language, labs);
  const { markdown, file, svg } = figure(what, place, language);
  if ((figures.get(file) ?? svg) !== svg) throw drawnTwice(file, place);
  figures.set(file, svg);
  return markdown;
}

const drawnTwice = (file: string, place: Place) =>
  brokenAt(
    place,
    { en: `another figure is ${file} too`, ja: `別の図も ${file} です` },
    { en: 'leave the same packets out of both', ja: '省くパケットを、両方で同じにしてください' },
  );

/** A file and its wanted content; undefined: the file is to be removed. */
export interface Change {
  readonly file: string;
  readonly content: string | undefined;
}

/**
 * The changes that bring decks up to date with labs and recordings.
 * @param areAll whether no other deck of their folders can show a figure: then unused figures are removed
 */
export async function changesFor(decks: readonly string[], areAll = true): Promise<Change[]> {
  const wanted = new Map<string, string>();
  for (const deck of decks) {
    const source = await readFile(deck, 'utf8');
    const labs = hasLabTable(source) ? await courseLabs() : [];
    const { text, figures } = synced(deck, source, languageOf(deck, withoutMark(source)), labs);
    wanted.set(deck, text);
    for (const [name, svg] of figures) {
      const file = path.resolve(path.dirname(deck), name);
      if ((wanted.get(file) ?? svg) !== svg) throw drawnTwice(name, { deck });
      wanted.set(file, svg);
    }
  }
  const folders = new Set(decks.map((deck) => path.resolve(path.dirname(deck), recordedFolder)));
  const old = areAll ? (await Promise.all([...folders].map(filesIn))).flat() : [];
  return changesTo(wanted, old);
}

/** Loading every lab takes time. */
const hasLabTable = (source: string): boolean =>
  source.split(/\r?\n/).some((line) => {
    const marker = markerOn(line);
    return marker?.name === 'sync' && marker.value.startsWith('labs ');
  });

/**
 * Wanted files that differ from the disk, and old files that are no longer wanted.
 * @param wanted content by file
 */
export async function changesTo(
  wanted: ReadonlyMap<string, string>,
  old: readonly string[],
): Promise<Change[]> {
  const changes = await Promise.all(
    [...new Set([...wanted.keys(), ...old])].map(async (file) => {
      const content = wanted.get(file);
      const there = await readFile(file, 'utf8').catch(() => undefined);
      return there === content ? [] : [{ file, content }];
    }),
  );
  return changes.flat();
}

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).map((name) => path.join(folder, name));

/** @throws CannotRunError `cannot-write` */
export async function make({ file, content }: Change): Promise<void> {
  try {
    if (content === undefined) return await rm(file);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  } catch (cause) {
    throw cannotWrite(file, cause);
  }
}
