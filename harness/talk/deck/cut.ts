import path from 'node:path';
import type { MarkdownIt, Token } from 'markdown-it';
import { CannotRunError } from '../../base/errors.ts';
import { didYouMean } from '../../base/nearest.ts';
import type { Text } from '../../base/text.ts';
import type { Deck } from './slide.ts';
import { whatLasts } from './what-lasts.ts';

/**
 * A markdown-it plugin that keeps only the slides with `[cut]: # "NAME"`, numbered from 1. It works on Marp's tokens, so
 * that line numbers stay those of the deck.
 * @param kept called with the numbers, in the whole deck, of the slides that stay
 */
export function onlyCut(name: string, kept: (numbers: readonly number[]) => void = () => {}) {
  return (markdown: MarkdownIt): void => {
    // After Marp has split the headings into slides.
    markdown.core.ruler.before('marpit_slide', 'only_cut', (state) => {
      // Headers and footers are parsed separately and belong to every slide.
      if (state.inlineMode) return;
      const front = state.tokens.filter(isFrontMatter);
      const slides = slidesIn(state.tokens.filter((token) => !isFrontMatter(token)));
      const numbers: number[] = [];
      const tokens: Token[] = [];
      let waiting: Token[] = [];
      for (const [index, slide] of slides.entries()) {
        if (!slide.some((token) => isCut(token, name))) {
          waiting.push(...whatLasts(slide));
          continue;
        }
        // The rule above the first slide would make an empty slide before it.
        const [rules, rest] = [slide.filter(isRule), slide.filter((token) => !isRule(token))];
        tokens.push(...(numbers.length === 0 ? [] : rules), ...waiting, ...rest);
        waiting = [];
        numbers.push(index + 1);
      }
      kept(numbers);
      state.tokens = [...front, ...tokens, ...waiting.filter(({ type }) => type === 'marpit_style')];
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

const isCut = ({ type, meta, children }: Token, name: string): boolean =>
  (type === 'marpit_comment' && cutsIn(meta?.marpitParsedDirectives?.cut).includes(name)) ||
  (children ?? []).some((child) => isCut(child, name));

/** The names in `cut: lightning, short`. */
export const cutsIn = (value: unknown): string[] =>
  typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : [];

/** @throws CannotRunError `unknown-cut` with the nearest name */
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
  en: 'write [cut]: # "NAME" on the slides that belong to it',
  ja: '入れたいスライドに [cut]: # "名前" と書いてください',
};
