import { brokerBadge } from './broker-badge.ts';
import { Clock } from './clock.ts';
import { element } from './element.ts';
import { upgradeMarpElements } from './marp-elements.ts';
import { drawWidget } from './run-widget.ts';
import { say } from './say.ts';
import { Slides } from './slides.ts';
import type { Talk } from './talk/talk.ts';
import * as words from './words.ts';

/** What only the presenter sees beside the stage: notes, the next slide, the time, the brokers to choose from. */
export class PresenterSide {
  readonly elements: readonly HTMLElement[];
  readonly #next = element('div', { class: 'marpit next-slide' });
  readonly #notes = element('div', { class: 'notes' });
  readonly #brokers = element('div', { class: 'brokers', role: 'group', 'aria-label': say(words.brokers) });
  readonly #clock = new Clock();
  readonly #slides = new Slides();
  #drawn: unknown;

  constructor() {
    const next = element('section', {}, element('h2', {}, say(words.next)), this.#next);
    this.elements = [
      element('aside', { class: 'notes-side' }, element('h2', {}, say(words.notes)), this.#notes),
      element('aside', { class: 'beside' }, this.#clock.element, next, this.#brokers),
    ];
  }

  draw(talk: Talk): void {
    const { stage, deck, notes } = talk;
    this.#clock.draw(stage.slide, deck.slides.length);
    const key = JSON.stringify([stage.slide, stage.revision, deck.slides.length, notes[stage.slide]]);
    if (key !== this.#drawn) {
      this.#drawn = key;
      const next = this.#slides.at(deck, stage.slide + 1);
      // A picture of it: its button runs nothing.
      next?.setAttribute('inert', '');
      if (next !== undefined) drawWidget(next, talk);
      this.#next.replaceChildren(next ?? element('p', { class: 'last' }, say(words.last)));
      upgradeMarpElements();
      const paragraphs = notes[stage.slide] ?? [];
      const lines = paragraphs.map((text) => element('p', {}, text));
      this.#notes.replaceChildren(...(lines.length > 0 ? lines : [element('p', {}, say(words.noNotes))]));
      this.#notes.scrollTop = 0;
    }
    this.#brokers.replaceChildren(
      ...stage.brokers.map((broker) =>
        element(
          'button',
          {
            type: 'button',
            class: 'choose',
            'data-broker': broker.name,
            'aria-pressed': String(broker.name === stage.chosen),
          },
          brokerBadge(broker),
          broker.state === 'failed' && broker.says && element('span', { class: 'why' }, say(broker.says)),
        ),
      ),
    );
  }
}
