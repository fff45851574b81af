import type { RoomState } from '../../room/room-state.ts';
import type { Invitation } from '../../server/invitation.ts';
import { element, setText } from '../element.ts';
import { say } from '../say.ts';
import { codeOf } from './code.ts';
import * as words from './words.ts';

/** The vote of a slide: a bar for each option, and the address for phones. */
export class VotePanel {
  readonly element = element('aside', { class: 'vote-panel' });
  readonly #options = element('ol');
  readonly #asks = element('p', { class: 'vote-asks' });
  readonly #phones = element('p', { class: 'phones' });
  readonly #code = element('div', { class: 'vote-code' });
  #asked = '';

  constructor() {
    const join = element('p', { class: 'join-vote' }, say(words.vote));
    const side = element('div', { class: 'vote-side' }, join, this.#phones);
    this.element.append(element('div', { class: 'vote-main' }, this.#asks, this.#options), side, this.#code);
  }

  draw({ question, tally, isOpen }: RoomState, slide: number, address: Invitation | undefined): void {
    const isShown = question !== undefined && isOpen && question.slide === slide;
    this.element.hidden = !isShown;
    if (!isShown) return;
    if (address !== undefined && this.#code.childElementCount === 0) this.#code.append(codeOf(address));
    this.#begin(question.asks, question.options);
    setText(this.#phones, say(words.phones(tally.phones)));
    const most = Math.max(1, ...tally.votes);
    for (const [index, option] of [...this.#options.children].entries()) {
      const count = tally.votes[index] ?? 0;
      if (!(option instanceof HTMLElement)) continue;
      option.dataset.votes = String(count);
      option.style.setProperty('--share', String(count / most));
      setText(option.querySelector('.count') ?? option, say(words.votes(count)));
    }
  }

  #begin(asks: string, options: readonly string[]): void {
    const asked = JSON.stringify([asks, options]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    setText(this.#asks, asks);
    this.#options.replaceChildren(
      ...options.map((option) =>
        element(
          'li',
          {},
          element('b', {}, option),
          element('span', { class: 'bar' }, element('i')),
          element('span', { class: 'count' }),
        ),
      ),
    );
  }
}
