import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../../base/text.ts';
import { repositoryRoot } from '../../process/repository-root.ts';
import { inBoth, type Page } from '../content.ts';
import { guideIn } from '../guide.ts';
import { type Places, withLinks } from '../links.ts';

/** The names of the pages in `docs` that are there in both languages, e.g. `learning`. */
export function docNames(): string[] {
  const files = readdirSync(path.join(repositoryRoot, 'docs'));
  return files
    .filter((file) => /^[^.]+\.md$/.test(file) && files.includes(docFile(file.slice(0, -3), 'ja')))
    .map((file) => file.slice(0, -3));
}

const docFile = (name: string, language: Language): string => `${name}${language === 'ja' ? '.ja' : ''}.md`;

/** A page of `docs`. */
export const docPage = (name: string, places: Places): Page =>
  pageOf(`docs/${name}`, (language) => `docs/${docFile(name, language)}`, places);

/** The first page of the book, which is the README. */
export const homePage = (places: Places): Page =>
  pageOf('', (language) => docFile('README', language), places);

function pageOf(where: string, fileIn: (language: Language) => string, places: Places): Page {
  const guide = (language: Language) =>
    guideIn(readFileSync(path.join(repositoryRoot, fileIn(language)), 'utf8'));
  return {
    path: where,
    title: inBoth((language) => guide(language).title),
    body: inBoth((language) => withLinks(guide(language).body, { file: fileIn(language), language }, places)),
  };
}
