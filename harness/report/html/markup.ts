import { codeSpans } from '../../base/code-spans.ts';
import type { Text } from '../../base/text.ts';
import { type Attributes, element, escapeXml } from '../../base/xml.ts';
import { onOneLine } from '../value.ts';

/** Elements without an end tag [HTML, 13.1.2]; every other element needs one, also if it is empty. */
const voids = new Set(['input', 'meta']);

/** Makes an element of HTML. Its content must be markup. */
export const tag = (name: string, attributes: Attributes, ...content: readonly string[]): string =>
  element(name, attributes, ...(voids.has(name) ? [] : ['', ...content]));

/** Escapes a text from outside. */
export const plain = (text: string): string => escapeXml(onOneLine(text));

export const inCode = (text: string): string => tag('code', {}, plain(text));

/** Like {@link plain}, with parts between backticks as code. */
const prose = (text: string): string =>
  codeSpans(text)
    .map((span) => (span.isCode ? inCode(span.text) : plain(span.text)))
    .join('');

/** A text in both languages; the style sheet shows the chosen one. */
export const both = ({ en, ja }: Text): string =>
  en === ja ? prose(en) : tag('span', { lang: 'en' }, prose(en)) + tag('span', { lang: 'ja' }, prose(ja));
