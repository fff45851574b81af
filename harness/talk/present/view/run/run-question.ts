import type { RunHead } from '../../state.ts';
import { element, setText } from '../element.ts';
import { say } from '../say.ts';
import * as words from '../words.ts';

/** The question to the room before the next step of a held run; before the end there is none. */
export class RunQuestion {
  readonly element = element('div', { class: 'asks', role: 'status' });
  readonly #what = element('p', { class: 'asks-what' });
  readonly #question = element('p', { class: 'question' });

  constructor() {
    this.element.append(this.#what, this.#question);
  }

  draw({ held }: RunHead): void {
    const isAsked = typeof held === 'object';
    this.element.hidden = !isAsked;
    // Steps of other people's labs may have no question: then their title announces them.
    const asked = isAsked ? (held.question ?? held.title) : undefined;
    const what = isAsked && held.question ? `${held.step}  ${say(held.title)}` : say(words.nextStep);
    setText(this.#what, what);
    setText(this.#question, asked === undefined ? '' : say(asked));
  }
}
