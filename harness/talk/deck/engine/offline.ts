import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const own = createRequire(import.meta.url);
/** Marp has its own KaTeX; the fonts must fit its style sheet. */
const marps = createRequire(own.resolve('@marp-team/marp-core'));

const folderOf = (require: NodeJS.Require, name: string): string =>
  path.dirname(require.resolve(`${name}/package.json`));

/** Addresses that Marp would load from the network, and the installed package that has the same files. */
const known: readonly (readonly [address: RegExp, folder: () => string])[] = [
  [/^https:\/\/cdn\.jsdelivr\.net\/gh\/jdecked\/twemoji@[^/]+\/assets\/svg\/([\da-f-]+\.svg)$/, twemoji],
  [/^https:\/\/cdn\.jsdelivr\.net\/npm\/katex@[^/]+\/dist\/fonts\/([\w-]+\.\w+)$/, katexFonts],
];

function twemoji(): string {
  return folderOf(own, '@twemoji/svg');
}

function katexFonts(): string {
  return path.join(folderOf(marps, 'katex'), 'dist/fonts');
}

/** Whether this is the address of an emoji's drawing. */
export const isEmoji = (address: string): boolean => known[0]?.[0].test(address) === true;

/** The installed file that is the same as the one at this address; undefined if there is none. */
export function installed(address: string): string | undefined {
  for (const [pattern, folder] of known) {
    const name = pattern.exec(address)?.[1];
    const file = name === undefined ? undefined : path.join(folder(), name);
    if (file !== undefined && existsSync(file)) return file;
  }
  return undefined;
}

/**
 * Style sheets of the installed packages with the fonts of a style sheet on the network, such as the one that the theme
 * "gaia" imports.
 */
export function installedFonts(address: string): string[] | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.hostname !== 'fonts.bunny.net') return undefined;
  const families = (url.searchParams.get('family') ?? '').split('|');
  const sheets = families.flatMap((family) => {
    const [name = '', weights = '400'] = family.split(':');
    const slug = name.toLowerCase().replaceAll(' ', '-');
    return weights.split(',').map((weight) => `@fontsource/${slug}/latin-${weight}.css`);
  });
  try {
    return sheets.map((sheet) => own.resolve(sheet));
  } catch {
    return undefined;
  }
}
