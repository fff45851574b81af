import type { Language } from '../../../base/text.ts';
import { type Explained, explained, glossary } from './explained.ts';
import type { Page } from './page.ts';

/** Explains each word in grey where it first appears in a run. */
export class Explanations {
  readonly #page: Page;
  readonly #language: Language;
  readonly #told = new Set<Explained>();

  constructor(page: Page, language: Language) {
    this.#page = page;
    this.#language = language;
  }

  tell(...words: readonly Explained[]): void {
    for (const word of words) {
      if (this.#told.has(word)) continue;
      this.#told.add(word);
      const language = this.#language;
      const open = { en: ' (', ja: '(' }[language];
      const close = { en: ')', ja: ')' }[language];
      const where = `${open}${glossary[language]}${close}`;
      this.#page.text(explained[word][language] + where, { indent: 4, style: 'dim' });
    }
  }
}
