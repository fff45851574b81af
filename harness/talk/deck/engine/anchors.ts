import type { MarkdownIt, Token } from 'markdown-it';

/** Where a link within a deck leads: to a slide by its number from 1, to one that a cut leaves out, or nowhere. */
export type Anchor = number | 'left out' | undefined;

/** Slides by what a link names them: their number, or the id of a heading on them. */
export class Anchors {
  readonly #slides = new Map<string, number>();
  #count = 0;
  #kept: readonly number[] | undefined;

  /** markdown-it plugin that reads where the headings of a deck are; it comes after the one of a cut. */
  readonly plugin = (markdown: MarkdownIt): void => {
    markdown.core.ruler.push('deck_anchors', ({ inlineMode, tokens }) => {
      // Headers and footers are read on their own.
      if (!inlineMode) this.#read(tokens);
    });
  };

  /** Only these slides are shown: their numbers in the whole deck, from 1. */
  readonly keep = (numbers: readonly number[]): void => {
    this.#kept = numbers;
  };

  /** @param fragment what follows the `#` of a link */
  find(fragment: string): Anchor {
    const heading = this.#slides.get(decoded(fragment));
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
      if (id && !this.#slides.has(decoded(id))) this.#slides.set(decoded(id), this.#count);
    }
  }
}

/** Percent-decodes; returns the input if it is not valid encoding. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
