import { codeSpans } from '../../base/code-spans.ts';
import type { Text } from '../../base/text.ts';
import { type Attributes, element, escapeXml } from '../../base/xml.ts';
import { onOneLine } from '../value.ts';

/** Elements that have no end tag [HTML, 13.1.2]; every other one needs its own, also where it is empty. */
const voids = new Set(['input', 'meta']);

/** An element of HTML; its content is markup already. */
export const tag = (name: string, attributes: Attributes, ...content: readonly string[]): string =>
  element(name, attributes, ...(voids.has(name) ? [] : ['', ...content]));

/** Text from anywhere, as markup that shows it. */
export const plain = (text: string): string => escapeXml(onOneLine(text));

export const inCode = (text: string): string => tag('code', {}, plain(text));

/** As {@link plain}, with what stands between backticks as code. */
const prose = (text: string): string =>
  codeSpans(text)
    .map((span) => (span.isCode ? inCode(span.text) : plain(span.text)))
    .join('');

/** A text in both languages; style shows the one that is chosen. */
export const both = ({ en, ja }: Text): string =>
  en === ja ? prose(en) : tag('span', { lang: 'en' }, prose(en)) + tag('span', { lang: 'ja' }, prose(ja));
