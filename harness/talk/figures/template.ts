import { DOMParser, type Element, type Node, ParseError, XMLSerializer } from '@xmldom/xmldom';
import type { Language, Text } from '../../base/text.ts';
import { brokenFigure } from './broken-figure.ts';
import type { Texts } from './texts.ts';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * A template in one language: replaces each English text, and removes what a drawing program adds for itself (elements and
 * attributes in its own namespace).
 * @param file its name, for messages
 * @throws CannotRunError `broken-figure` for a text that is only in the template or only in the table
 */
export function inLanguage(template: string, texts: Texts, language: Language, file: string): string {
  const root = parse(template, file);
  removeForeign(root);
  root.setAttribute('xml:lang', language);
  const unused = new Set(texts.keys());
  for (const node of textNodes(root)) {
    const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(node.nodeValue ?? '') ?? [];
    if (words === '') continue;
    const english = words.replaceAll(/\s+/g, ' ');
    const text = texts.get(english);
    if (text === undefined) throw notInTable(english, file);
    unused.delete(english);
    node.nodeValue = `${before}${text[language]}${after}`;
  }
  for (const english of unused) throw notInFigure(english, file);
  return `${new XMLSerializer().serializeToString(root)}\n`;
}

function parse(source: string, file: string): Element {
  const problems: string[] = [];
  const parser = new DOMParser({ onError: (_level, message) => problems.push(message) });
  try {
    const root = parser.parseFromString(source, 'image/svg+xml').documentElement;
    if (root?.tagName === 'svg' && problems.length === 0) return root;
  } catch (cause) {
    if (!(cause instanceof ParseError)) throw cause;
    problems.unshift(`line ${cause.locator?.lineNumber ?? 1}: ${cause.message}`);
  }
  throw notSvg(problems[0] ?? 'no <svg>', file);
}

/** All text for readers and screen readers: `<title>`, `<desc>`, and `<text>` with its parts. */
const textNodes = (parent: Node): Node[] =>
  Array.from(parent.childNodes).flatMap((node) => {
    if (node.nodeType === node.TEXT_NODE || node.nodeType === node.CDATA_SECTION_NODE) return [node];
    return node.nodeName === 'style' ? [] : textNodes(node);
  });

function removeForeign(element: Element): void {
  for (const { name, prefix } of Array.from(element.attributes))
    if (prefix !== null && prefix !== 'xml') element.removeAttribute(name);
  for (const child of Array.from(element.children)) {
    if (child.namespaceURI === SVG) removeForeign(child);
    else {
      const { previousSibling } = child;
      if (previousSibling?.nodeValue?.trim() === '') element.removeChild(previousSibling);
      element.removeChild(child);
    }
  }
}

const notSvg = (message: string, file: string) =>
  brokenFigure(
    { en: `${file} is not SVG (${message})`, ja: `${file} が SVG ではありません(${message})` },
    { en: 'save it again as plain SVG', ja: 'プレーン SVG で保存し直してください' },
  );

const pair = (english: string): Text => ({ en: english, ja: '…' });

const notInTable = (english: string, file: string) =>
  brokenFigure(
    {
      en: `${file} says “${english}”, texts.json does not`,
      ja: `${file} の「${english}」が texts.json にありません`,
    },
    {
      en: `add ${JSON.stringify(pair(english))} to its entry there`,
      ja: `この図の欄に ${JSON.stringify(pair(english))} を足してください`,
    },
  );

const notInFigure = (english: string, file: string) =>
  brokenFigure(
    {
      en: `texts.json says “${english}”, ${file} does not`,
      ja: `texts.json の「${english}」が ${file} にありません`,
    },
    { en: 'remove the entry, or write it into the figure', ja: '項目を消すか、図に書いてください' },
  );
