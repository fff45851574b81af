import type { Deck } from '../state.ts';

/** The slides of a deck as elements, made once: pictures stay decoded. */
export class Slides {
  #deck: Deck | undefined;
  #elements: readonly Element[] = [];

  /** The slide with this number, from 0. */
  at(deck: Deck, index: number): Element | undefined {
    if (deck !== this.#deck) this.#make(deck);
    return this.#elements[index];
  }

  #make(deck: Deck): void {
    this.#deck = deck;
    this.#elements = deck.slides.map(({ html }) => {
      const template = document.createElement('template');
      template.innerHTML = html;
      const slide = template.content.firstElementChild ?? document.createElement('div');
      for (const styled of slide.querySelectorAll<HTMLElement>('[data-style]')) {
        styled.style.cssText = styled.dataset.style ?? '';
      }
      // The talk stays where it is.
      for (const link of slide.querySelectorAll<HTMLAnchorElement>('a[href^="http"]')) {
        link.target = '_blank';
        link.rel = 'noreferrer';
      }
      return slide;
    });
  }
}
