import type { MarkdownIt, Token } from 'markdown-it';
import { percentDecoded } from '../../../base/percent-decoded.ts';

/** The target of a link within a deck: a slide by its number from 1, one that a cut leaves out, or none. */
export type Anchor = number | 'left out' | undefined;

/** Slides by the fragments that links may use: a number, or the id of a heading. */
export class Anchors {
  readonly #slides = new Map<string, number>();
  #count = 0;
  #kept: readonly number[] | undefined;

  /** A markdown-it plugin that records where the headings are; it runs after the plugin of a cut. */
  readonly plugin = (markdown: MarkdownIt): void => {
    markdown.core.ruler.push('deck_anchors', ({ inlineMode, tokens }) => {
      // Headers and footers are parsed separately.
      if (!inlineMode) this.#read(tokens);
    });
  };

  /** Keeps only these slides: their numbers in the whole deck, from 1. */
  readonly keep = (numbers: readonly number[]): void => {
    this.#kept = numbers;
  };

  /** @param fragment the text after the `#` of a link */
  find(fragment: string): Anchor {
    const heading = this.#slides.get(percentDecoded(fragment));
    if (heading !== undefined) return heading;
    if (!/^[1-9]\d{0,4}$/.test(fragment)) return undefined;
    const number = Number(fragment);
    if (this.#kept === undefined) return number <= this.#count ? number : undefined;
    const at = this.#kept.indexOf(number);
    return at < 0 ? 'left out' : at + 1;
  }

  #read(tokens: readonly Token[]): void {
    this.#slides.clear();
    this.#count = 0;
    for (const token of tokens) {
      if (token.type === 'marpit_slide_open') this.#count += 1;
      const id = token.type === 'heading_open' ? token.attrGet('id') : null;
      if (id && !this.#slides.has(percentDecoded(id))) this.#slides.set(percentDecoded(id), this.#count);
    }
  }
}
