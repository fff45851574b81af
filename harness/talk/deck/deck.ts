import { Marp } from '@marp-team/marp-core';
import type { Token } from 'markdown-it';
import { cutsIn } from './cut.ts';
import { markerNames } from './marker-line.ts';
import { withMarkers } from './markers.ts';
import type { Deck, Slide } from './slide.ts';
import { readSource } from './source.ts';

/** Marpit's additions to tokens of slides and comments. */
interface MarpitMeta {
  readonly marpitDirectives?: { readonly class?: string | readonly string[] };
  readonly marpitParsedDirectives?: Readonly<Record<string, unknown>>;
  readonly marpitCommentParsed?: string;
}

const metaOf = ({ meta }: Token): MarpitMeta => meta ?? {};

/** A token and its line in the deck. */
type Placed = readonly [token: Token, line: number];

export const readDeck = (file: string): Deck => deckOf(file, readSource(file));

/** The slides of a deck as Marp reads it, with paths as they are written. */
export function deckOf(file: string, source: string): Deck {
  const slides: Slide[] = [];
  const tokens: Token[] = withMarkers(new Marp()).markdown.parse(source, {});
  let own: Placed[] = [];
  let line = 1;
  for (const token of tokens) {
    line = (token.map?.[0] ?? line - 1) + 1;
    if (token.type === 'marpit_slide_open') own = [[token, line]];
    else if (token.type === 'marpit_slide_close') slides.push(slideOf(own));
    else own.push([token, line], ...(token.children ?? []).map((child): Placed => [child, line]));
  }
  return { file, source, slides };
}

function slideOf([opening, ...placed]: readonly Placed[]): Slide {
  const tokens = placed.map(([token]) => token);
  const classes = opening && metaOf(opening[0]).marpitDirectives?.class;
  const targets = (type: string, attribute: string) =>
    placed
      .filter(([token]) => token.type === type)
      .map(([token, line]) => ({ token, target: token.attrGet(attribute) ?? '', line }));
  const comments = tokens.filter(({ type }) => type === 'marpit_comment');
  const notes = comments
    .filter((comment) => metaOf(comment).marpitCommentParsed === undefined)
    .map(({ content }) => content);
  const marked = (name: string) =>
    comments.flatMap((comment) => words(metaOf(comment).marpitParsedDirectives?.[name]));
  return {
    id: marked('slide').join(' '),
    cuts: marked('cut').flatMap(cutsIn),
    synced: marked('sync'),
    title: tokens[tokens.findIndex(({ type }) => type === 'heading_open') + 1]?.content ?? '',
    classes: words(classes).flatMap((names) => names.split(/\s+/)),
    links: targets('link_open', 'href').map(({ target, line }) => ({ target, line })),
    images: targets('image', 'src').map(({ token, target, line }) => ({ target, line, alt: token.content })),
    programs: tokens
      .filter(({ type }) => type === 'fence')
      .map(({ info, content }) => ({ language: info, text: content })),
    notes,
    claims: notes.flatMap(claimsIn),
    lasting: comments
      .map(metaOf)
      .filter(({ marpitCommentParsed }) => marpitCommentParsed === 'directive')
      .flatMap(({ marpitParsedDirectives }) => Object.keys(marpitParsedDirectives ?? {}))
      .filter((name) => !name.startsWith('_') && !markers.includes(name)),
    line: opening?.[1] ?? 1,
  };
}

const markers: readonly string[] = markerNames;

const words = (value: unknown): string[] =>
  value === undefined || value === null ? [] : [value].flat().map(String);

const claimsIn = (note: string): string[] =>
  [...note.matchAll(/^claims: *(.+)$/gm)].flatMap(([, list = '']) => list.trim().split(/[\s,]+/));
