import { readLabIds } from '../../labs/index.ts';
import { languages } from '../base/text.ts';
import type { Chapter } from './content.ts';
import type { Places } from './links.ts';
import { docNames, docPage, homePage } from './pages/docs.ts';
import { guideFile, labPage } from './pages/labs/lab-page.ts';
import { matrixPage } from './pages/matrix-page.ts';
import { deckFile, talkPage } from './pages/talk/talk-page.ts';
import * as words from './words.ts';

/** The documents that are read before the labs; all others are looked up. */
const FIRST = ['learning', 'glossary'];

/** The book: its chapters in the order of the sidebar. */
export async function chaptersOf(places: Places): Promise<Chapter[]> {
  const docs = docNames();
  const first = FIRST.filter((name) => docs.includes(name));
  const later = docs.filter((name) => !FIRST.includes(name));
  return [
    { title: words.begin, pages: [homePage(places), ...first.map((name) => docPage(name, places))] },
    { title: words.labs, pages: await Promise.all(readLabIds().map((id) => labPage(id, places))) },
    { title: words.talk, pages: [talkPage(places)] },
    { title: words.reference, pages: [...later.map((name) => docPage(name, places)), matrixPage()] },
  ];
}

/** Which page of the book a file of the repository is. */
export function placesAt(base: string): Places {
  const pages = new Map<string, string>();
  for (const language of languages) {
    const end = language === 'ja' ? '.ja.md' : '.md';
    pages.set(`README${end}`, '');
    for (const name of docNames()) pages.set(`docs/${name}${end}`, `docs/${name}`);
    for (const id of readLabIds()) pages.set(guideFile(id, language), `labs/${id}`);
    pages.set(deckFile(language), 'talk');
  }
  for (const id of readLabIds()) pages.set(`labs/${id}/lab.ts`, `labs/${id}`);
  return { base, pages, files: new Set() };
}
