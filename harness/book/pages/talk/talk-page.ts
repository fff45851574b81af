import path from 'node:path';
import type { Language } from '../../../base/text.ts';
import { escapeXml } from '../../../base/xml.ts';
import { repositoryRoot } from '../../../process/repository-root.ts';
import { readDeck } from '../../../talk/deck/deck.ts';
import { inBoth, type Page } from '../../content.ts';
import { type Places, withLinks } from '../../links.ts';
import * as words from '../../words.ts';
import { type SlideText, slideTexts } from './slide-text.ts';

export const deckFile = (language: Language): string => `slides/mqtt.${language}.md`;

/** The talk as a page: the text of each slide with its figures, and what is said. */
export function talkPage(places: Places): Page {
  const decks = { en: textsOf('en'), ja: textsOf('ja') };
  return {
    path: 'talk',
    title: inBoth((language) => decks[language][0]?.title ?? words.talk[language]),
    body: inBoth((language) => {
      const sections = decks[language].map((slide, index) => sectionOf(slide, index, language));
      return withLinks(sections.join('\n\n'), { file: deckFile(language), language }, places);
    }),
  };
}

const textsOf = (language: Language): SlideText[] =>
  slideTexts(readDeck(path.join(repositoryRoot, deckFile(language))));

/** The title of the first slide is that of the page. */
function sectionOf({ title, body, notes }: SlideText, index: number, language: Language): string {
  const said = notes.map((line) => `<p>${escapeXml(line)}</p>`).join('');
  return [
    ...(index === 0 ? [] : [`## ${title}`]),
    body,
    said === '' ? '' : `<aside class="said" aria-label="${words.said[language]}">${said}</aside>`,
  ].join('\n\n');
}
