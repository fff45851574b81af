import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Marp } from '@marp-team/marp-core';
import { CannotRunError } from '../../base/errors.ts';
import { didYouMean } from '../../base/nearest.ts';
import type { Text } from '../../base/text.ts';
import { withMarkers } from './markers.ts';
import { selfContained } from './self-contained.ts';
import { themeFiles } from './theme.ts';

/** The front matter a deck has to have: who, what, in which language (`lang` makes Japanese break by phrase). */
export const frontMatter = ['theme', 'size', 'lang', 'title', 'description', 'author'] as const;

/** marp-core that shows what it understood of the front matter. */
class ReadingMarp extends Marp {
  constructor() {
    super();
    for (const name of frontMatter.filter((field) => !(field in this.customDirectives.global))) {
      this.customDirectives.global[name] = (value) => ({ [name]: value });
    }
  }

  get front(): Readonly<Record<string, unknown>> {
    return this.lastGlobalDirectives ?? {};
  }
}

/**
 * Reads a deck the way the conversion will, because marp-cli passes over most of what is wrong in one.
 * @throws CannotRunError `broken-deck` with file and, where there is one, line
 */
export async function checkDeck(deck: string): Promise<void> {
  const marp = withMarkers(new ReadingMarp()).use(selfContained(deck));
  for (const file of await themeFiles()) marp.themeSet.add(await readFile(file, 'utf8'));
  const source = await readFile(deck, 'utf8');
  marp.render(source);
  const wanted = /^theme:\s*(\S+)\s*$/m.exec(source)?.[1];
  if (wanted && !marp.themeSet.has(wanted)) throw unknownTheme(deck, wanted, marp);
  const lacking = frontMatter.filter((name) => !marp.front[name]);
  if (lacking.length > 0) throw withoutFrontMatter(deck, lacking.join(', '));
}

function unknownTheme(deck: string, wanted: string, marp: Marp): CannotRunError {
  const names = [...marp.themeSet.themes()].map((theme) => theme.name);
  return brokenDeck(
    deck,
    { en: `there is no theme "${wanted}"`, ja: `「${wanted}」というテーマはありません` },
    didYouMean(wanted, names, {
      more: { en: `there are: ${names.join(', ')}`, ja: `使えるのは ${names.join(', ')}` },
    }),
  );
}

const withoutFrontMatter = (deck: string, lacking: string) =>
  brokenDeck(
    deck,
    {
      en: `the front matter has no usable ${lacking}`,
      ja: `フロントマターに使える ${lacking} がありません`,
    },
    {
      en: 'write it at the top of the deck, between the --- lines, as YAML',
      ja: '先頭の --- で囲まれた部分に YAML で書いてください',
    },
  );

function brokenDeck(deck: string, what: Text, advice: Text): CannotRunError {
  const where = path.relative(process.cwd(), deck);
  return new CannotRunError(
    'broken-deck',
    { en: `${where}: ${what.en}`, ja: `${where}: ${what.ja}` },
    advice,
  );
}
