import { readFileSync } from 'node:fs';
import path from 'node:path';
import postcss from 'postcss';
import { installedFonts } from './offline.ts';

/** `url(…)` of CSS, with or without quotation marks [CSS Syntax 3, 4.3.6]. */
const URL_TOKEN = /url\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^"')\s]*))\s*\)/gi;

/** Replaces the addresses in each `url(…)` of a declaration or an attribute. */
export const replaceUrls = (value: string, replacement: (address: string) => string): string =>
  value.replaceAll(URL_TOKEN, (whole, double?: string, single?: string, bare?: string) => {
    const address = (double ?? single ?? bare ?? '').replaceAll(/\\(.)/g, '$1');
    const next = replacement(address);
    return next === address ? whole : next;
  });

export interface CssEmbedding {
  /** The replacement of an address. */
  readonly embedded: (address: string) => string;
  /** An installed file as a `data:` address. */
  readonly data: (file: string) => string;
  /** Called with a style sheet that stays on the network. */
  readonly external: (address: string) => void;
}

/** A self-contained style sheet. */
export function embedInCss(css: string, { embedded, data, external }: CssEmbedding): string {
  const root = postcss.parse(css);
  root.walkAtRules('import', (rule) => {
    const address = /^(?:url\(\s*)?["']?([^"')\s]+)/i.exec(rule.params)?.[1] ?? '';
    const sheets = installedFonts(address);
    if (sheets === undefined) external(address);
    else rule.replaceWith(sheets.flatMap((sheet) => fontFaces(sheet, data)));
  });
  keepNewest(root);
  root.walkDecls(/./, (declaration) => {
    declaration.value = replaceUrls(declaration.value, (address) => quoted(embedded(address)));
  });
  return root.toString();
}

const quoted = (address: string): string => `url("${address}")`;

/** Keeps the newest format of each font, which is the smallest and which every current browser reads. */
function keepNewest(root: postcss.Root): void {
  root.walkDecls('src', (declaration) => {
    const newest = postcss.list.comma(declaration.value).filter((source) => /\.woff2\b/i.test(source));
    if (newest.length > 0) declaration.value = newest.join(',');
  });
}

/** The font faces of an installed font. */
function fontFaces(sheet: string, data: CssEmbedding['data']): postcss.AtRule[] {
  const root = postcss.parse(readFileSync(sheet, 'utf8'));
  keepNewest(root);
  root.walkDecls('src', (declaration) => {
    declaration.value = replaceUrls(declaration.value, (address) =>
      quoted(data(path.resolve(path.dirname(sheet), address))),
    );
  });
  return root.nodes.filter((node) => node.type === 'atrule');
}
