import { SPEAKING_TIME } from '../../../deck/speaking-time.ts';
import { element } from '../element.ts';
import { say } from '../say.ts';
import * as words from '../words.ts';

/** Lines that are not spoken; they begin with one of these words. */
const ASIDE =
  /^(?:準備|Before|ラボ|Lab|時間があれば|If there is time|聞かれたら|If asked|動かないときは|If it fails|そのまま動かすなら|To run it as it is): /;
/** Lines that only the tests of the deck read. */
const CLAIMS = /^claims: /;
/** Smallest font that a standing speaker can read, in px. */
const LEAST_FONT = 22;
/** Share of the visible height. */
const STEP = 0.6;

/** The notes of a slide, in the largest font that fits. */
export class NotesPane {
  readonly element = element('div', {
    class: 'notes',
    tabindex: '0',
    role: 'region',
    'aria-label': say(words.notes),
  });

  #steps = 0;

  constructor() {
    new ResizeObserver(() => this.#fit()).observe(this.element);
  }

  /** @param paragraphs each with one or more lines */
  show(paragraphs: readonly string[]): void {
    const lines = paragraphs.flatMap((text) => text.split('\n')).filter(isForTheSpeaker);
    const shown = lines.length > 0 ? lines : [say(words.noNotes)];
    this.element.replaceChildren(
      ...shown.map((line) => element('p', { class: ASIDE.test(line) ? 'aside' : undefined }, line)),
    );
    this.element.scrollTop = 0;
    this.#steps = 0;
    this.#fit();
  }

  /** @param steps from the top */
  scroll(steps: number): void {
    // The same place: keeps what the presenter has scrolled by hand.
    if (steps === this.#steps) return;
    this.#steps = steps;
    this.element.scrollTop = steps * STEP * this.element.clientHeight;
  }

  #fit(): void {
    const { style } = this.element;
    let [least, most] = [LEAST_FONT, Math.max(LEAST_FONT, Math.round(window.innerWidth / 45))];
    while (least < most) {
      const size = Math.ceil((least + most) / 2);
      style.fontSize = `${size}px`;
      if (this.element.scrollHeight > this.element.clientHeight) most = size - 1;
      else least = size;
    }
    style.fontSize = `${least}px`;
  }
}

const isForTheSpeaker = (line: string): boolean =>
  line.trim() !== '' && !SPEAKING_TIME.test(line) && !CLAIMS.test(line);
