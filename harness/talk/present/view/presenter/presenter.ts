import { brokerBadge } from '../broker-badge.ts';
import { element } from '../element.ts';
import { upgradeMarpElements } from '../marp-elements.ts';
import { RunTrouble } from '../run/run-trouble.ts';
import { drawWidgets } from '../run-widget.ts';
import { say } from '../say.ts';
import { Slides } from '../slides.ts';
import type { Talk } from '../talk/talk.ts';
import * as words from '../words.ts';
import { Clock } from './clock.ts';
import { HeldStep } from './held-step.ts';
import { NotesPane } from './notes.ts';

/** The presenter's part of the view: notes, next slide, time, and the brokers to choose from. */
export class PresenterSide {
  readonly elements: readonly HTMLElement[];
  /** The place for messages; it covers nothing. */
  readonly remarks = element('div', { class: 'remarks-here' });
  readonly #next = element('div', { class: 'marpit next-slide' });
  readonly #notes = new NotesPane();
  readonly #brokers = element('div', { class: 'brokers', role: 'group', 'aria-label': say(words.brokers) });
  readonly #clock = new Clock();
  readonly #trouble = new RunTrouble();
  readonly #held = new HeldStep();
  readonly #slides = new Slides();
  #drawn: unknown;
  #offered: unknown;

  constructor() {
    const next = element('section', {}, element('h2', {}, say(words.next)), this.#next);
    this.elements = [
      this.#clock.element,
      element(
        'aside',
        { class: 'notes-side', 'aria-label': say(words.notes) },
        this.remarks,
        this.#trouble.element,
        this.#held.element,
        this.#notes.element,
      ),
      element('aside', { class: 'beside', 'aria-label': say(words.next) }, next, this.#brokers),
    ];
  }

  draw(talk: Talk): void {
    const { stage, deck, notes } = talk;
    this.#clock.draw(talk);
    this.#trouble.draw(talk);
    this.#held.draw(talk);
    const key = JSON.stringify([stage.slide, stage.revision, deck.slides.length, notes[stage.slide]]);
    if (key !== this.#drawn) {
      this.#drawn = key;
      const next = this.#slides.at(deck, stage.slide + 1);
      // Only a picture: its button does nothing.
      next?.setAttribute('inert', '');
      if (next !== undefined) drawWidgets(next, talk);
      this.#next.replaceChildren(next ?? element('p', { class: 'last' }, say(words.last)));
      upgradeMarpElements();
      this.#notes.show(notes[stage.slide] ?? []);
    }
    this.#notes.scroll(stage.notes ?? 0);
    this.#offer(stage);
  }

  #offer({ brokers, chosen }: Talk['stage']): void {
    const key = JSON.stringify([brokers, chosen]);
    if (key === this.#offered) return;
    this.#offered = key;
    this.#brokers.replaceChildren(
      ...brokers.map((broker) =>
        element(
          'button',
          {
            type: 'button',
            class: 'choose',
            'data-broker': broker.name,
            'aria-pressed': String(broker.name === chosen),
          },
          brokerBadge(broker),
          broker.state === 'failed' && broker.says && element('span', { class: 'why' }, say(broker.says)),
        ),
      ),
    );
  }
}
