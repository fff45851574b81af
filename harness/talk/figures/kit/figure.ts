import type { Language, Text } from '../../../base/text.ts';
import { type Attributes, element, escapeXml } from '../../../base/xml.ts';
import { type Role, styleSheet } from './colours.ts';

/** Picks the words of the language a figure is being drawn in. */
export type Say = (text: Text) => string;

/** One picture of the talk, in every language; lengths are pixels of a slide. */
export interface Figure {
  /** Name of the file, without language and `.svg`. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly title: Text;
  /** What is to be seen, for those who do not see it. */
  readonly describes: Text;
  /** A figure without words is drawn once, for all languages. */
  readonly wordless?: boolean;
  /** Background; default: the paper of a slide. */
  readonly ground?: Role;
  draw(say: Say): readonly string[];
}

/** An SVG document that needs no other file: it is shown as an image, where no style and no font of the page reaches. */
export function svgOf(
  { width, height, title, describes, ground = 'paper', draw }: Figure,
  language: Language,
): string {
  const say: Say = (text) => text[language];
  const root: Attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'xml:lang': language,
    'aria-labelledby': 't d',
  };
  return `${element(
    'svg',
    root,
    `\n${element('title', { id: 't' }, escapeXml(say(title)))}\n`,
    `${element('desc', { id: 'd' }, escapeXml(say(describes)))}\n`,
    `${element('style', {}, styleSheet())}\n`,
    `${element('rect', { class: `fill-${ground}`, width, height, rx: 8 })}\n`,
    draw(say).join('\n'),
    '\n',
  )}\n`;
}
