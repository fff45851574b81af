import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../base/text.ts';
import { repositoryRoot } from '../process/repository-root.ts';
import { sourceAddress } from '../talk/deck/repository.ts';

/** Where the files of the repository are in the book. */
export interface Places {
  /** The path of the site on its server, e.g. `/` or `/mqtt-hands-on/`. */
  readonly base: string;
  /** Paths of pages by file, e.g. `docs/learning` for `docs/learning.ja.md`. */
  readonly pages: ReadonlyMap<string, string>;
  /** Files that the site must contain, added as they are linked to. */
  readonly files: Set<string>;
}

/** The page or file a Markdown text comes from. */
export interface From {
  /** Seen from the root of the repository. */
  readonly file: string;
  readonly language: Language;
}

/** A block of code or a span of code, which is left alone, or the end of a link or image. */
const CODE_OR_LINK =
  /^ {0,3}(?<block>`{3,}|~{3,}).*$[\s\S]*?^ {0,3}\k<block>\s*$|(?<span>`+)[^`][\s\S]*?\k<span>|\]\((?<target>[^()\s]+)(?<title>(?:\s+"[^"]*")?)\)/gm;

/** Rewrites the links and images of a Markdown text, so that they lead to pages and files of the book, or to the repository. */
export const withLinks = (markdown: string, from: From, places: Places): string =>
  markdown.replace(CODE_OR_LINK, (found, ...rest) => {
    const { target, title }: { readonly target?: string; readonly title?: string } = rest.at(-1);
    return target === undefined ? found : `](${addressOf(target, from, places)}${title})`;
  });

/** The address of a link in the book. Addresses on the web and anchors of the same page stay as they are. */
export function addressOf(target: string, { file, language }: From, places: Places): string {
  if (/^(?:[a-z]+:|#)/i.test(target)) return target;
  const [name = '', anchor] = target.split('#');
  const found = path.posix
    .normalize(path.posix.join(path.posix.dirname(file), decodeURI(name)))
    .replace(/\/$/, '');
  const page = places.pages.get(found);
  if (page !== undefined)
    return pageAddress(page, languageOf(found, language), places.base) + anchorOf(found, anchor);
  if (/\.(?:png|svg|jpe?g|gif|html)$/.test(found) && existsSync(path.join(repositoryRoot, found))) {
    places.files.add(found);
    return `${places.base}files/${found}`;
  }
  return sourceAddress(found);
}

/** The address of a page in a language; English is at the root. */
export const pageAddress = (page: string, language: Language, base: string): string =>
  [base, language === 'en' ? '' : `${language}/`, page === '' ? '' : `${page}/`].join('');

const languageOf = (file: string, language: Language): Language => {
  if (!file.endsWith('.md')) return language;
  return /\.ja\.md$/.test(file) ? 'ja' : 'en';
};

/** `lab.ts#2` names a step of a lab, and `lab.ts` its code. */
function anchorOf(file: string, anchor: string | undefined): string {
  if (!file.endsWith('.ts')) return anchor === undefined ? '' : `#${anchor}`;
  return anchor === undefined ? '#code' : `#step-${anchor}`;
}
