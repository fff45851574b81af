import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Marp } from '@marp-team/marp-core';

export const slidesFolder = path.resolve(import.meta.dirname, '../../slides');
export const deck = path.join(slidesFolder, 'mqtt.ja.md');
export const source = readFileSync(deck, 'utf8');

/** What a reader of one slide sees and hears. */
export interface Slide {
  readonly title: string;
  readonly classes: readonly string[];
  readonly links: readonly string[];
  readonly images: readonly { readonly file: string; readonly alt: string }[];
  readonly programs: readonly { readonly language: string; readonly text: string }[];
  /** The speaker notes. */
  readonly notes: readonly string[];
}

interface Token {
  readonly type: string;
  readonly content: string;
  readonly info: string;
  readonly children: Token[] | null;
  readonly meta: {
    readonly marpitDirectives?: { readonly class?: string | readonly string[] };
    readonly marpitParsedDirectives?: object;
  } | null;
  attrGet(name: string): string | null;
}

/** The slides of a deck as Marp understands it, with its paths as they are written. */
export function slidesOf(markdown: string): Slide[] {
  const slides: Slide[] = [];
  const tokens: Token[] = new Marp().markdown.parse(markdown, {});
  let own: Token[] = [];
  for (const token of tokens) {
    if (token.type === 'marpit_slide_open') own = [token];
    else if (token.type === 'marpit_slide_close') slides.push(slideOf(own));
    else own.push(token, ...(token.children ?? []));
  }
  return slides;
}

function slideOf([open, ...tokens]: readonly Token[]): Slide {
  const classes = open?.meta?.marpitDirectives?.class ?? [];
  const ofType = (type: string) => tokens.filter((token) => token.type === type);
  return {
    title: tokens[tokens.findIndex((token) => token.type === 'heading_open') + 1]?.content ?? '',
    classes: typeof classes === 'string' ? [classes] : classes,
    links: ofType('link_open').map((token) => token.attrGet('href') ?? ''),
    images: ofType('image').map((token) => ({ file: token.attrGet('src') ?? '', alt: token.content })),
    programs: ofType('fence').map((token) => ({ language: token.info, text: token.content })),
    notes: ofType('marpit_comment')
      .filter((token) => Object.keys(token.meta?.marpitParsedDirectives ?? {}).length === 0)
      .map((token) => token.content),
  };
}

export const slides = slidesOf(source);
