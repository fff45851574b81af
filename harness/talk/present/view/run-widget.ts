import { brokerBadge } from './broker-badge.ts';
import { element } from './element.ts';
import { say } from './say.ts';
import type { Talk } from './talk/talk.ts';
import * as words from './words.ts';

/** The run button of a slide, and the broker that it would run on. Guests can't press it; they see the lab's name. */
export function drawWidget(slide: Element, talk: Talk): void {
  const widget = slide.querySelector<HTMLElement>('.run-lab');
  if (widget === null) return;
  const place = talk.mayAct ? drawButton(widget, talk) : nameInPlaceOf(widget);
  const { brokers, chosen } = talk.stage;
  const broker = brokers.find(({ name }) => name === chosen);
  slide.querySelector('.badge')?.remove();
  if (broker !== undefined && !talk.isAlone) place.after(brokerBadge(broker));
}

const numberOf = ({ dataset }: HTMLElement): string => dataset.lab?.slice(0, 2) ?? '';

function drawButton(button: HTMLElement, { isAlone }: Talk): HTMLElement {
  const number = numberOf(button);
  button.replaceChildren(
    element('span', { class: 'play', 'aria-hidden': 'true' }, '▶'),
    say(isAlone ? words.playLab(number) : words.runLab(number)),
    element('kbd', {}, 'R'),
  );
  return button;
}

function nameInPlaceOf(widget: HTMLElement): HTMLElement {
  if (widget.matches('.lab-here')) return widget;
  const name = element('span', { class: 'run-lab lab-here' }, say(words.labHere(numberOf(widget))));
  widget.replaceWith(name);
  return name;
}
