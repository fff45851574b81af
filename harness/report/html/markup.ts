import { codeSpans } from '../../base/code-spans.ts';
import type { Text } from '../../base/text.ts';
import { escapeXml } from '../../base/xml.ts';
import { onOneLine } from '../value.ts';

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Elements that have no end tag [HTML, 13.1.2]. */
const voids = new Set(['input', 'meta']);

/** An element of HTML; its content is markup already. */
export function tag(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([key, value]) => (value === true ? ` ${key}` : ` ${key}="${escapeXml(String(value))}"`))
    .join('');
  return voids.has(name) ? `<${name}${written}>` : `<${name}${written}>${content.join('')}</${name}>`;
}

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
