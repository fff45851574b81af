import { reactions } from '../../room/reactions.ts';
import type { Question, Tally } from '../../room/topics.ts';
import { element, setText } from '../element.ts';
import { reactionIcon } from '../room/icon.ts';
import { say } from '../say.ts';
import * as words from './words.ts';
import { type State, states } from './words.ts';

export interface Deeds {
  /** Called when the user has voted. */
  readonly vote: (option: number) => void;
  /** @returns whether it was sent */
  readonly react: (name: string) => boolean;
  /** Called when the broker may have removed this phone's votes, to send the vote again. */
  readonly voteAgain: (option: number) => void;
}

/** The screen of a phone. */
export class Screen {
  readonly element = element('main');
  readonly #deeds: Deeds;
  readonly #state = element('p', { class: 'state', role: 'status' });
  readonly #asks = element('h2', { class: 'asks' });
  readonly #options = element('div', { class: 'options' });
  readonly #phones = element('p', { class: 'phones' });
  readonly #reactions: readonly HTMLButtonElement[];
  readonly #sent = element('output', { class: 'sent' });
  /** The votes of this phone, by slide. */
  readonly #votes = new Map<number, number>();
  #question: Question | undefined;

  constructor(deeds: Deeds) {
    this.#deeds = deeds;
    this.#reactions = reactions.map(({ name, says }) => {
      const icon = reactionIcon(name);
      const button = element(
        'button',
        { type: 'button', 'data-react': name },
        icon,
        element('span', {}, say(says)),
      );
      button.addEventListener('click', () => {
        if (deeds.react(name)) pop(button);
      });
      return button;
    });
    this.element.append(
      element('h1', {}, say(words.title)),
      this.#state,
      element(
        'section',
        { class: 'vote', 'aria-label': say(words.question) },
        this.#asks,
        this.#options,
        this.#phones,
      ),
      element(
        'section',
        { class: 'react' },
        element('h2', {}, say(words.react)),
        element('div', { class: 'reactions' }, ...this.#reactions),
      ),
      this.#sent,
    );
    this.showState('connecting');
    this.showQuestion(undefined);
  }

  showState(state: State): void {
    document.body.dataset.state = state;
    setText(this.#state, say(states[state]));
    const isOff = state !== 'connected';
    for (const button of this.element.querySelectorAll('button')) button.disabled = isOff;
    if (isOff) setText(this.#phones, '');
  }

  showQuestion(question: Question | undefined): void {
    this.#question = question;
    setText(this.#asks, question === undefined ? say(words.noQuestion) : question.asks);
    this.#options.replaceChildren(
      ...(question?.options ?? []).map((option, index) => this.#option(option, index)),
    );
    const voted = question && this.#votes.get(question.slide);
    if (voted !== undefined) this.#deeds.voteAgain(voted);
  }

  showTally({ slide, votes, phones }: Tally): void {
    setText(this.#phones, say(words.phones(phones)));
    if (slide !== this.#question?.slide) return;
    for (const [index, count] of this.#options.querySelectorAll('.count').entries()) {
      setText(count, say(words.votes(votes[index] ?? 0)));
    }
  }

  /** Shows the packet that was sent last. */
  showSent(topic: string, payload: string): void {
    // Only the last level: the others are long, and the same in all packets.
    const [what = ''] = topic.split('/').slice(-1);
    setText(this.#sent, say(words.sent(`…/${what}`, payload)));
  }

  #option(option: string, index: number): HTMLButtonElement {
    const slide = this.#question?.slide ?? 0;
    const isMine = this.#votes.get(slide) === index;
    const button = element(
      'button',
      { type: 'button', 'data-option': String(index), 'aria-pressed': String(isMine) },
      element('b', {}, option),
      element('span', { class: 'count' }),
    );
    button.addEventListener('click', () => {
      this.#votes.set(slide, index);
      for (const [at, other] of [...this.#options.children].entries()) {
        other.setAttribute('aria-pressed', String(at === index));
      }
      this.#deeds.vote(index);
    });
    return button;
  }
}

/** Animates a button that was tapped. */
const pop = (button: HTMLElement): void => {
  button.classList.remove('pop');
  // Reading the layout restarts the animation.
  button.getBoundingClientRect();
  button.classList.add('pop');
};
