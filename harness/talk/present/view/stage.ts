import { element } from './element.ts';
import { upgradeMarpElements } from './marp-elements.ts';
import { PairPanel } from './run/pair-panel.ts';
import { RunPanel } from './run/run-panel.ts';
import { drawWidgets } from './run-widget.ts';
import { say } from './say.ts';
import { schemeOf } from './scheme.ts';
import type { Slides } from './slides.ts';
import type { Talk } from './talk/talk.ts';
import * as words from './words.ts';

/** What the room sees: a slide, or the run on it. */
export class Stage {
  readonly element = element('div', { class: 'stage' });
  readonly #slide = element('div', { class: 'marpit' });
  readonly #run = new RunPanel();
  readonly #pair = new PairPanel();
  readonly #dark = element('p', { class: 'dark' }, say(words.isBlack));
  readonly #invitation = element('div', { class: 'invitation' });
  readonly #slides: Slides;
  #invitedTo = '';

  constructor(slides: Slides) {
    this.#slides = slides;
    this.element.append(this.#slide, this.#run.element, this.#invitation, this.#dark);
  }

  draw(talk: Talk): void {
    const { stage, deck } = talk;
    const slide = this.#slides.at(deck, stage.slide);
    this.element.dataset.shown = stage.shown;
    document.body.dataset.black = String(stage.black ?? false);
    this.element.dataset.slide = String(stage.slide + 1);
    if (slide !== undefined && this.#slide.firstElementChild !== slide) {
      this.#slide.replaceChildren(slide);
      upgradeMarpElements();
    }
    if (slide !== undefined) drawWidgets(slide, talk);
    if (slide !== undefined) {
      for (const { element } of [this.#run, this.#pair]) element.style.colorScheme = schemeOf(slide);
    }
    this.element.dataset.pair = String(stage.pair !== undefined);
    if (stage.pair === undefined) this.#pair.element.remove();
    else if (!this.#pair.element.isConnected) this.#run.element.after(this.#pair.element);
    this.#run.draw(talk);
    this.#pair.draw(talk);
    this.#invite(stage.invitation);
  }

  #invite(invitation: Talk['stage']['invitation']): void {
    this.#invitation.hidden = invitation === undefined;
    if (invitation === undefined || this.#invitedTo === invitation.url) return;
    this.#invitedTo = invitation.url;
    const code = new DOMParser().parseFromString(invitation.svg, 'image/svg+xml').documentElement;
    code.setAttribute('role', 'img');
    code.setAttribute('aria-label', invitation.url);
    this.#invitation.replaceChildren(
      element('p', { class: 'join' }, say(words.join)),
      document.importNode(code, true),
      element('p', { class: 'address' }, invitation.url),
    );
  }
}
