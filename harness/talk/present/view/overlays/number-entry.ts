import * as words from '../words.ts';
import { type Overlays, REMARK } from './overlays.ts';

/** The number of a slide while it is typed. It is dropped after a pause. */
export class NumberEntry {
  readonly #overlays: Overlays;
  readonly #slides: () => number;
  readonly #go: (slide: number) => void;
  #typed: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param slides returns the number of slides
   * @param go gets the slide, from 0
   */
  constructor(overlays: Overlays, slides: () => number, go: (slide: number) => void) {
    this.#overlays = overlays;
    this.#slides = slides;
    this.#go = go;
  }

  begin(typed = ''): void {
    this.#typed = typed;
    this.#overlays.say(words.goTo(typed, this.#slides()));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(), REMARK);
  }

  /** @returns whether the key was part of the number */
  take(key: string): boolean {
    if (this.#typed === undefined) return false;
    const typed = this.#typed;
    if (/^\d$/.test(key)) this.begin((typed + key).slice(-4));
    else if (key === 'Backspace') this.begin(typed.slice(0, -1));
    else {
      this.#end();
      if (key !== 'Enter') return key === 'Escape';
      if (Number(typed) > 0) this.#go(Number(typed) - 1);
    }
    return true;
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#typed = undefined;
    this.#overlays.hush();
  }
}
