import { element, setText } from '../element.ts';
import { say } from '../say.ts';
import * as words from '../words.ts';
import { minutes, type Pace } from './pace.ts';

/** A smaller difference counts as on time, in seconds. */
const ON_TIME = 10;

/** A bar of the planned time, with the part of the current slide and the position of the clock. */
export class PaceBar {
  readonly element = element('div', { class: 'pace' });
  readonly #meant = element('i', { class: 'meant' });
  readonly #spent = element('i', { class: 'spent' });
  readonly #says = element('p', { class: 'off' });
  readonly #total = element('p', { class: 'total' });

  constructor() {
    const track = element('div', { class: 'track', 'aria-hidden': 'true' }, this.#meant, this.#spent);
    this.element.append(this.#says, this.#total, track);
  }

  /** @param elapsed seconds; undefined before the talk has begun */
  draw(pace: Pace | undefined, elapsed: number | undefined): void {
    this.element.hidden = pace === undefined;
    if (pace === undefined) return;
    const { total, from, until, behind } = pace;
    const share = (seconds: number) => `${Math.min(100, (100 * seconds) / total)}%`;
    this.#meant.style.left = share(from);
    this.#meant.style.width = share(until - from);
    this.#spent.style.width = share(elapsed ?? 0);
    const isOff = elapsed !== undefined && Math.abs(behind) >= ON_TIME;
    this.element.dataset.pace = isOff ? (behind > 0 ? 'behind' : 'ahead') : 'on-time';
    setText(this.#says, elapsed === undefined ? '' : say(isOff ? words.off(behind, minutes) : words.onTime));
    setText(this.#total, say(words.ofTotal(minutes(total))));
  }
}
