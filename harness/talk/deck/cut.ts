import path from 'node:path';
import type { MarkdownIt, Token } from 'markdown-it';
import { CannotRunError } from '../../base/errors.ts';
import { didYouMean } from '../../base/nearest.ts';
import type { Text } from '../../base/text.ts';
import type { Deck } from './slide.ts';

/**
 * markdown-it plugin: of a deck only the slides that carry `<!-- cut: NAME -->`, numbered from 1. It works on what Marp
 * has read, so that lines stay those of the deck.
 */
export function onlyCut(name: string) {
  return (markdown: MarkdownIt): void => {
    markdown.core.ruler.after('inline', 'only_cut', (state) => {
      // Headers and footers are read on their own, and belong to every slide.
      if (state.inlineMode) return;
      const front = state.tokens.filter(isFrontMatter);
      const slides = slidesIn(state.tokens.filter((token) => !isFrontMatter(token)));
      const [first = [], ...others] = slides.filter((slide) => slide.some((token) => isCut(token, name)));
      // The rule above the first slide would make an empty slide before it.
      state.tokens = [...front, ...first.filter((token) => !isRule(token)), ...others.flat()];
    });
  };
}

/** Each slide with the rule above it. */
function slidesIn(tokens: readonly Token[]): Token[][] {
  const slides: Token[][] = [[]];
  for (const token of tokens) {
    if (isRule(token)) slides.push([]);
    slides.at(-1)?.push(token);
  }
  return slides;
}

const isFrontMatter = ({ type }: Token): boolean => type === 'front_matter';

const isRule = ({ type, level }: Token): boolean => type === 'hr' && level === 0;

const isCut = ({ type, meta }: Token, name: string): boolean =>
  type === 'marpit_comment' && cutsIn(meta?.marpitParsedDirectives?.cut).includes(name);

/** The names in `cut: lightning, short`. */
export const cutsIn = (value: unknown): string[] =>
  typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : [];

/** @throws CannotRunError `unknown-cut` with the nearest one */
export function requireCut({ file, slides }: Deck, name: string): void {
  const names = [...new Set(slides.flatMap(({ cuts }) => cuts))];
  if (names.includes(name)) return;
  const where = path.relative(process.cwd(), file);
  throw new CannotRunError(
    'unknown-cut',
    { en: `${where} has no cut "${name}"`, ja: `${where} に「${name}」という短縮版はありません` },
    didYouMean(name, names, { none: markOne }),
  );
}

const markOne: Text = {
  en: 'write <!-- cut: NAME --> on the slides that belong to it',
  ja: '入れたいスライドに <!-- cut: 名前 --> と書いてください',
};
