import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Deck, Target } from '../../../../harness/talk/deck/slide.ts';
import { problem } from './problem.ts';

/** Links and images that lead nowhere. Of an address on the web only its form is looked at. */
export function linkProblems(deck: Deck): string[] {
  return deck.slides
    .flatMap(({ links, images }) => [...links, ...images])
    .flatMap((target) => {
      const wrong = wrongWith(target, deck);
      return wrong === undefined
        ? []
        : [problem({ deck: deck.file, line: target.line }, `${target.target}: ${wrong}`)];
    });
}

function wrongWith({ target }: Target, { file, slides }: Deck): string | undefined {
  if (/^[a-z][a-z\d+.-]*:/i.test(target)) return isWebAddress(target) ? undefined : 'no https address';
  const [name = '', anchor] = decodeURIComponent(target).split('#');
  if (name === '')
    return anchorIn(
      Array.from(slides, (_, index) => String(index + 1)),
      anchor,
    );
  const local = path.resolve(path.dirname(file), name);
  if (statSync(local, { throwIfNoEntry: false }) === undefined) return 'is not there';
  if (anchor === undefined) return undefined;
  const text = readFileSync(local, 'utf8');
  return anchorIn(local.endsWith('.md') ? headings(text) : lineAnchors(text), anchor);
}

const isWebAddress = (target: string): boolean =>
  URL.canParse(target) && /^https:\/\/[^/.]+\.[^/]+/.test(target) && !/\s/.test(target);

const anchorIn = (anchors: readonly string[], anchor = ''): string | undefined =>
  anchors.includes(anchor) ? undefined : `there is no #${anchor}`;

/** Anchors as GitHub makes them of headings. */
const headings = (markdown: string): string[] =>
  [...markdown.matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

const lineAnchors = (text: string): string[] => text.split('\n').map((_, index) => `L${index + 1}`);
