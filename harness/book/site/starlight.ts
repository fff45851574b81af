/*
 * The book is made by Astro with Starlight. Looked at in November 2026:
 *
 * - Starlight 0.42.4 on Astro 7.3.5 (both September 2026): plain Markdown with HTML in it, the anchors of GitHub, two
 *   languages with its own words in Japanese, light and dark, a print style, pages that need no script to be read. Search is
 *   Pagefind, which divides Japanese into words both in the index and in the query, and loads only the parts of the index that
 *   a query needs. 245 packages and 72 MB more here, because Vite and esbuild are here already.
 * - VitePress: 1.6.4 is of August 2025 and builds with Vite 5, which has known holes; 2.0 has been an alpha for 22 months.
 *   Its search takes a Japanese sentence for one word, unless a tokenizer is written for it. `{{ … }}` in Markdown is code.
 * - Rspress 2.0.22: 206 packages more, among them React; `.md` is MDX, where `<` and `{` in our pages are code.
 * - Docusaurus 3.10: webpack and MDX; its search is a service, or a third-party plugin.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { satteri } from '@astrojs/markdown-satteri';
import starlight from '@astrojs/starlight';
import type { AstroInlineConfig } from 'astro';
import { passthroughImageService } from 'astro/config';
import { type Language, languages } from '../../base/text.ts';
import type { Chapter } from '../content.ts';
import * as words from '../words.ts';
import { SCRIPT } from './assets.ts';
import { policyFor } from './policy.ts';

export interface SiteOptions {
  /** The folder with the source of the site. */
  readonly source: string;
  readonly out: string;
  /** The path of the site on its server. */
  readonly base: string;
  /** The address of the repository on the web. */
  readonly repository: string;
}

/** The configuration of Astro, with Starlight. */
export function siteConfig(chapters: readonly Chapter[], options: SiteOptions): AstroInlineConfig {
  const { source, out, base, repository } = options;
  return {
    configFile: false,
    root: source,
    outDir: out,
    cacheDir: path.join(source, '.cache'),
    base,
    trailingSlash: 'always',
    logLevel: 'error',
    devToolbar: { enabled: false },
    image: { service: passthroughImageService() },
    // `--broker` in a sentence stays as it is.
    markdown: { processor: satteri({ features: { smartPunctuation: false } }) },
    vite: { logLevel: 'error', resolve: { alias: { 'js-yaml': ownYaml() } } },
    integrations: [
      starlight({
        title: words.siteTitle,
        defaultLocale: 'root',
        locales: { root: { label: 'English', lang: 'en' }, ja: { label: '日本語', lang: 'ja' } },
        social: [{ icon: 'github', label: 'GitHub', href: repository }],
        customCss: ['./src/book.css'],
        favicon: '/favicon.svg',
        disable404Route: true,
        credits: false,
        head: [
          {
            tag: 'meta',
            attrs: { 'http-equiv': 'Content-Security-Policy', content: policyFor("'unsafe-inline'") },
          },
          { tag: 'script', attrs: { type: 'module', src: `${base}${SCRIPT}` } },
        ],
        sidebar: chapters.map(({ title, pages }) => ({
          label: title.en,
          translations: translations(title),
          items: pages.map((page) => ({
            label: page.title.en,
            translations: translations(page.title),
            link: `/${page.path}${page.path === '' ? '' : '/'}`,
          })),
        })),
      }),
    ],
  };
}

const translations = (text: Readonly<Record<Language, string>>): Record<string, string> =>
  Object.fromEntries(
    languages.filter((language) => language !== 'en').map((language) => [language, text[language]]),
  );

/** Starlight's own js-yaml. What it builds runs in this repository, whose js-yaml is a later one, without a default export. */
function ownYaml(): string {
  const starlightsOwn = createRequire(import.meta.resolve('@astrojs/starlight'));
  return path.join(path.dirname(starlightsOwn.resolve('js-yaml')), 'dist/js-yaml.mjs');
}
