/** Characters that XML 1.0 does not allow [section 2.2], and lone surrogates, which UTF-8 does not allow. */
const impossible = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Escapes a text for an element or an attribute. */
export const escapeXml = (text: string): string =>
  text.replace(impossible, '\ufffd').replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** Attributes of an element. Undefined and false are left out; true is written as an empty value. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Rounds numbers to a tenth, because further digits differ between platforms. */
const asAttribute = (value: string | number | true): string =>
  typeof value === 'number' ? String(Math.round(value * 10) / 10) : escapeXml(value === true ? '' : value);

/** Makes an element. Its content must be markup. */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === undefined || value === false ? '' : ` ${key}="${asAttribute(value)}"`))
    .join('');
  return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join('')}</${name}>`;
}
