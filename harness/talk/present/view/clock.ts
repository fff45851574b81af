import { element, setText } from './element.ts';
import { language, say } from './say.ts';
import * as words from './words.ts';

const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** The time, how long the talk has been going on, and how far it is. It begins with the first step away from the cover. */
export class Clock {
  readonly element = element('header', { class: 'clock' });
  readonly #elapsed = element('button', { type: 'button', class: 'elapsed', title: say(words.restart) });
  readonly #now = element('span', { class: 'now' });
  readonly #place = element('span', { class: 'place' });
  #begun: number | undefined;

  constructor() {
    this.element.append(this.#elapsed, this.#place, this.#now);
    this.#elapsed.addEventListener('click', () => {
      this.#begun = Date.now();
      this.#tick();
    });
    setInterval(() => this.#tick(), 500);
    this.#tick();
  }

  draw(slide: number, slides: number): void {
    if (slide > 0) this.#begun ??= Date.now();
    setText(this.#place, `${slide + 1} / ${slides}`);
  }

  #tick(): void {
    const seconds = this.#begun === undefined ? 0 : Math.floor((Date.now() - this.#begun) / 1000);
    const two = (value: number) => String(value).padStart(2, '0');
    setText(this.#elapsed, `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`);
    setText(this.#now, time.format());
  }
}
