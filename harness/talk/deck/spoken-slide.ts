import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.DocumentFragment;

/** A slide for a listener. */
export interface SpokenSlide {
  readonly title: string;
  /** All of its text in order, including the title, with alternative texts for pictures. */
  readonly text: string;
}

/** The words of a slide's HTML. */
export function spoken(html: string): SpokenSlide {
  const slide = parseFragment(html);
  const heading = find(slide, /^h[1-6]$/);
  return { title: heading === undefined ? '' : wordsOf(heading), text: wordsOf(slide) };
}

function find(node: Node, name: RegExp): Node | undefined {
  if ('tagName' in node && name.test(node.tagName)) return node;
  if (!('childNodes' in node)) return undefined;
  for (const child of node.childNodes) {
    const found = find(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

const wordsOf = (node: Node): string => pieces(node).join('').replaceAll(/\s+/g, ' ').trim();

/** Elements that are on every slide, or are not text. */
const passedOver = new Set(['header', 'footer', 'style', 'script', 'annotation']);
const blocks = /^(?:h[1-6]|p|li|tr|td|th|pre|blockquote|figure|div|section|br)$/;

function pieces(node: Node): string[] {
  if (node.nodeName === '#text' && 'value' in node) return [node.value];
  if (!('childNodes' in node)) return [];
  const inside = node.childNodes.flatMap(pieces);
  if (!('tagName' in node)) return inside;
  if (passedOver.has(node.tagName)) return [];
  if (node.tagName === 'img') return [` ${node.attrs.find(({ name }) => name === 'alt')?.value ?? ''} `];
  return blocks.test(node.tagName) ? [' ', ...inside, ' '] : inside;
}
