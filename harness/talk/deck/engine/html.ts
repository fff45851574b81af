import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.DocumentFragment;

/** Replacements for the addresses in a slide's HTML. */
export interface Replacements {
  /** The new address; undefined: the picture's alternative text is shown instead. */
  readonly picture: (address: string) => string | undefined;
  /** The new address; undefined: the text stays, without a link. */
  readonly link: (address: string) => string | undefined;
  /** The new style attribute. */
  readonly style: (css: string) => string;
}

/** Attributes with the address of a picture or a film, by element; `srcset` has several. */
const pictures: Readonly<Record<string, readonly string[]>> = {
  img: ['src', 'srcset'],
  image: ['href', 'xlink:href'],
  source: ['src', 'srcset'],
  video: ['src', 'poster'],
  audio: ['src'],
  track: ['src'],
};

interface Edit {
  readonly begin: number;
  readonly end: number;
  readonly text: string;
}

/** HTML with other addresses; everything else stays unchanged. */
export function replaceInHtml(html: string, replacements: Replacements): string {
  const edits: Edit[] = [];
  walk(parseFragment(html, { sourceCodeLocationInfo: true }), (element) => {
    edits.push(...editsOf(element, replacements));
  });
  return edits
    .toSorted((one, other) => other.begin - one.begin)
    .reduce((text, { begin, end, text: next }) => text.slice(0, begin) + next + text.slice(end), html);
}

function walk(node: Node, visit: (element: Element) => void): void {
  if ('tagName' in node) visit(node);
  if ('childNodes' in node) for (const child of node.childNodes) walk(child, visit);
}

function editsOf(element: Element, { picture, link, style }: Replacements): Edit[] {
  const edits: Edit[] = [];
  const place = element.sourceCodeLocation;
  for (const { name, prefix, value } of element.attrs) {
    const written = prefix ? `${prefix}:${name}` : name;
    const at = place?.attrs?.[written];
    if (place === undefined || place === null || at === undefined) continue;
    const become = (next: string) => {
      if (next !== value)
        edits.push({ begin: at.startOffset, end: at.endOffset, text: `${written}="${escaped(next)}"` });
    };
    if (pictures[element.tagName]?.includes(written)) {
      const next = written === 'srcset' ? inSet(value, picture) : picture(value);
      if (next === undefined)
        return [{ begin: place.startOffset, end: place.endOffset, text: altOf(element) }];
      become(next);
    } else if (element.tagName === 'a' && written === 'href') {
      const next = link(value);
      if (next === undefined) edits.push({ begin: at.startOffset, end: at.endOffset, text: '' });
      else become(next);
    } else if (written === 'style') become(style(value));
  }
  return edits;
}

/** `a.png 1x, b.png 2x` */
const inSet = (set: string, picture: Replacements['picture']): string =>
  set
    .split(/,\s+/)
    .map((one) => one.trim().replace(/^\S+/, (address) => picture(address) ?? address))
    .join(', ');

const altOf = ({ attrs }: Element): string => escaped(attrs.find(({ name }) => name === 'alt')?.value ?? '');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
