import { DOMParser, type Element } from '@xmldom/xmldom';
import { monoWidth, sansWidth } from '../../../harness/base/text-width.ts';
import type { SvgOptions } from '../../../harness/diagram/options.ts';
import { sequenceSvg } from '../../../harness/diagram/svg.ts';

/** Parses strictly: whatever is not well-formed is an error. */
export function parseSvg(svg: string): Element {
  const parser = new DOMParser({
    onError: (level, text) => {
      // A payload may say U+FFFD.
      if (text.startsWith('Unicode replacement character')) return;
      throw new Error(`${level}: ${text}`);
    },
  });
  const root = parser.parseFromString(svg, 'image/svg+xml').documentElement;
  if (root === null) throw new Error('no root element');
  return root;
}

export const elements = (root: Element, name: string): Element[] =>
  Array.from(root.getElementsByTagName(name));

const number = (element: Element, name: string): number => Number(element.getAttribute(name) ?? 0);

export interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where a text is at most, by the widths the drawing itself counts with and the reach of Japanese fonts. */
function boxOf(text: Element): Box {
  const size = number(text, 'font-size');
  const words = text.textContent ?? '';
  const mono = text.getAttribute('class')?.includes('label') ?? false;
  const width = (mono ? monoWidth(words) : sansWidth(words)) * size;
  const anchor = text.getAttribute('text-anchor') ?? 'start';
  const left =
    number(text, 'x') - { start: 0, middle: width / 2, end: width }[anchor as 'start' | 'middle' | 'end'];
  const y = number(text, 'y');
  return { text: words, left, right: left + width, top: y - 0.86 * size, bottom: y + 0.14 * size };
}

export const textBoxes = (root: Element): Box[] => elements(root, 'text').map(boxOf);

/** Pairs of texts that touch, to be shown by a failing test. */
export function overlaps(boxes: readonly Box[]): string[] {
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `"${a.text}" and "${b.text}"`),
  );
}

const isPaper = (element: Element): boolean => element.getAttribute('class') === 'paper';

/** Pieces of paper behind texts, from top to bottom; the picture's own is none of them. */
export const backgrounds = (root: Element): Box[] =>
  elements(root, 'rect')
    .filter(isPaper)
    .slice(1)
    .map((background) => {
      const [left, top] = [number(background, 'x'), number(background, 'y')];
      return {
        text: '',
        left,
        top,
        right: left + number(background, 'width'),
        bottom: top + number(background, 'height'),
      };
    });

/** Texts that something lies on which was drawn later; two tenths of a pixel are rounding. */
export function covered(root: Element): string[] {
  const drawn = elements(root, '*').filter(({ tagName }) => tagName === 'text' || tagName === 'rect');
  const papers = drawn.filter(isPaper).slice(1);
  const boxes = backgrounds(root);
  return papers.flatMap((paper, index) => {
    const background = boxes[index];
    if (background === undefined) return [];
    const before = drawn.slice(0, drawn.indexOf(paper)).filter(({ tagName }) => tagName === 'text');
    return before
      .map(boxOf)
      .filter(
        (box) =>
          box.left < background.right - 0.2 &&
          background.left < box.right - 0.2 &&
          box.top < background.bottom - 0.2 &&
          background.top < box.bottom - 0.2,
      )
      .map(({ text }) => text);
  });
}

/** Texts that are not wholly in the picture; a tenth of a pixel is rounding. */
export function outside(root: Element, boxes: readonly Box[]): string[] {
  const [width, height] = [number(root, 'width'), number(root, 'height')];
  return boxes
    .filter(
      ({ left, right, top, bottom }) =>
        left < -0.1 || top < -0.1 || right > width + 0.1 || bottom > height + 0.1,
    )
    .map(({ text, left, right }) => `"${text}" from ${left} to ${right} of ${width}`);
}

/** Relative luminance and contrast of WCAG 2.2. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

export function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** The picture of a trace. */
export const draw = (trace: Parameters<typeof sequenceSvg>[0], options: Partial<SvgOptions> = {}) =>
  parseSvg(sequenceSvg(trace, { language: 'en', ...options }));

/** The texts of the picture, in the order in which they are drawn. */
export const texts = (trace: Parameters<typeof sequenceSvg>[0], options: Partial<SvgOptions> = {}) =>
  elements(draw(trace, options), 'text').map(({ textContent }) => textContent);
