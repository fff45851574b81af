import { brokerBadge } from './broker-badge.ts';
import { element } from './element.ts';
import { say } from './say.ts';
import type { Talk } from './talk/talk.ts';
import * as words from './words.ts';

/** The run button of a slide, and the broker it would run on. */
export function drawWidget(slide: Element, { stage, mayAct, isAlone }: Talk): void {
  const button = slide.querySelector<HTMLButtonElement>('button.run-lab');
  if (button === null) return;
  const number = button.dataset.lab?.slice(0, 2) ?? '';
  button.disabled = !mayAct;
  button.replaceChildren(
    element('span', { class: 'play', 'aria-hidden': 'true' }, '▶'),
    say(isAlone ? words.playLab(number) : words.runLab(number)),
    ...(mayAct ? [element('kbd', {}, 'R')] : []),
  );
  const broker = stage.brokers.find(({ name }) => name === stage.chosen);
  slide.querySelector('.badge')?.remove();
  if (broker !== undefined && !isAlone) button.after(brokerBadge(broker));
}
