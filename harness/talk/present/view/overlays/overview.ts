import type { Deck } from '../../state.ts';
import { element } from '../element.ts';
import { drawWidgets } from '../run-widget.ts';
import { say } from '../say.ts';
import { Slides } from '../slides.ts';
import type { Talk } from '../talk/talk.ts';
import * as words from '../words.ts';

/** All slides of a deck as a grid, to choose one. */
export class Overview {
  readonly element = element('div', {
    class: 'overview',
    role: 'dialog',
    'aria-label': say(words.overview),
  });
  readonly #slides = new Slides();
  readonly #go: (slide: number) => void;
  #deck: Deck | undefined;
  #buttons: readonly HTMLButtonElement[] = [];
  #chosen = 0;

  /** @param go gets the slide, from 0 */
  constructor(body: HTMLElement, go: (slide: number) => void) {
    this.#go = go;
    this.element.hidden = true;
    body.append(this.element);
    this.element.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest('button') : null;
      if (button !== null) this.#end(this.#buttons.indexOf(button));
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  open(talk: Talk): void {
    if (talk.deck !== this.#deck) this.#make(talk);
    this.element.hidden = false;
    this.#choose(talk.stage.slide);
  }

  /** @returns whether the overview used the key */
  take(key: string): boolean {
    if (!this.isOpen) return false;
    if (key === 'Escape' || key === 'o') this.close();
    else if (key === 'Enter' || key === ' ') this.#end(this.#chosen);
    else {
      const next = this.#next(key);
      if (next === undefined) return false;
      this.#choose(next);
    }
    return true;
  }

  close(): void {
    this.element.hidden = true;
  }

  #end(slide: number): void {
    this.close();
    this.#go(slide);
  }

  #next(key: string): number | undefined {
    const row = this.#inARow();
    const ways: Readonly<Record<string, number>> = {
      ArrowRight: this.#chosen + 1,
      ArrowLeft: this.#chosen - 1,
      ArrowDown: this.#chosen + row,
      ArrowUp: this.#chosen - row,
      PageDown: this.#chosen + 3 * row,
      PageUp: this.#chosen - 3 * row,
      Home: 0,
      End: this.#buttons.length - 1,
    };
    return ways[key];
  }

  #inARow(): number {
    const tops = this.#buttons.map((button) => button.getBoundingClientRect().top);
    return tops.filter((top) => top === tops[0]).length;
  }

  #choose(slide: number): void {
    this.#chosen = Math.max(0, Math.min(this.#buttons.length - 1, slide));
    this.#buttons[this.#chosen]?.focus();
  }

  #make(talk: Talk): void {
    this.#deck = talk.deck;
    const pictures = talk.deck.slides.map((_, index) => this.#picture(talk, index));
    this.#buttons = pictures.map((picture, index) => button(index, picture));
    const items = pictures.map((picture, index) => element('li', {}, picture, this.#buttons[index]));
    this.element.replaceChildren(element('ol', {}, ...items));
  }

  /** A picture of a slide; its button does nothing. */
  #picture(talk: Talk, index: number): HTMLElement {
    const slide = this.#slides.at(talk.deck, index);
    if (slide !== undefined) drawWidgets(slide, talk);
    return element('div', { class: 'marpit', inert: '', 'aria-hidden': 'true' }, slide);
  }
}

const button = (index: number, picture: HTMLElement): HTMLButtonElement => {
  const title = picture.querySelector('h1, h2')?.textContent ?? '';
  return element(
    'button',
    { type: 'button', 'aria-label': `${index + 1} ${title}` },
    element('span', {}, String(index + 1)),
  );
};
