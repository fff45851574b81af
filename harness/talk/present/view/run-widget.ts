import { brokerBadge } from './broker-badge.ts';
import { element } from './element.ts';
import { say } from './say.ts';
import type { Talk } from './talk/talk.ts';
import * as words from './words.ts';

/**
 * The run buttons of a slide, and the broker that they run on. Guests can't press them; they see the labs' names. The key `r` runs
 * the first lab.
 */
export function drawWidgets(slide: Element, talk: Talk): void {
  const widgets = Array.from(slide.querySelectorAll<HTMLElement>('.run-lab'));
  const places = widgets.map((widget, index) =>
    talk.mayAct ? drawButton(widget, talk, index === 0) : nameInPlaceOf(widget),
  );
  const { brokers, chosen } = talk.stage;
  const broker = brokers.find(({ name }) => name === chosen);
  slide.querySelector('.badge')?.remove();
  const [first] = places;
  // A cell of a table has no room for it.
  if (first === undefined || broker === undefined || talk.isAlone || first.closest('td') !== null) return;
  first.after(brokerBadge(broker));
}

const numberOf = ({ dataset }: HTMLElement): string => dataset.lab?.slice(0, 2) ?? '';

function drawButton(button: HTMLElement, { isAlone }: Talk, hasKey: boolean): HTMLElement {
  const number = numberOf(button);
  button.replaceChildren(
    element('span', { class: 'play', 'aria-hidden': 'true' }, '▶'),
    say(isAlone ? words.playLab(number) : words.runLab(number)),
    ...(hasKey ? [element('kbd', {}, 'R')] : []),
  );
  return button;
}

function nameInPlaceOf(widget: HTMLElement): HTMLElement {
  if (widget.matches('.lab-here')) return widget;
  const name = element('span', { class: 'run-lab lab-here' }, say(words.labHere(numberOf(widget))));
  widget.replaceWith(name);
  return name;
}
