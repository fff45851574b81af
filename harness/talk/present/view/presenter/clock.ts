import { element, setText } from '../element.ts';
import { language, say } from '../say.ts';
import type { Talk } from '../talk/talk.ts';
import * as words from '../words.ts';
import { paceOf } from './pace.ts';
import { PaceBar } from './pace-bar.ts';

const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

type Position = Pick<Talk, 'stage' | 'deck'>;

/** The time of day, the duration of the talk so far, whether it is on schedule, and how far it is. */
export class Clock {
  readonly element = element('header', { class: 'clock' });
  readonly #elapsed = element('button', {
    type: 'button',
    class: 'elapsed',
    title: say(words.restart),
    'data-do': 'restart-clock',
  });
  readonly #pace = new PaceBar();
  readonly #now = element('span', { class: 'now' });
  readonly #place = element('span', { class: 'place' });
  #shown: Position | undefined;

  constructor() {
    this.element.append(this.#elapsed, this.#pace.element, this.#place, this.#now);
    setInterval(() => this.#tick(), 500);
    this.#tick();
  }

  draw({ stage, deck }: Position): void {
    this.#shown = { stage, deck };
    setText(this.#place, `${stage.slide + 1} / ${deck.slides.length}`);
    this.#tick();
  }

  #tick(): void {
    setText(this.#now, time.format());
    const { stage, deck } = this.#shown ?? {};
    const elapsed = stage?.begun === undefined ? undefined : (Date.now() - stage.begun) / 1000;
    const seconds = Math.floor(elapsed ?? 0);
    const two = (value: number) => String(value).padStart(2, '0');
    setText(this.#elapsed, `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`);
    if (stage !== undefined && deck !== undefined)
      this.#pace.draw(paceOf(deck.slides, stage.slide, elapsed ?? 0), elapsed);
  }
}
