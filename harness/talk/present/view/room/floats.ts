import { element } from '../element.ts';
import { reactionIcon } from './icon.ts';

/** More at a time would hide the slide. */
const MOST = 30;

/** Reactions that rise over the slide and disappear. */
export class Floats {
  readonly element = element('div', { class: 'floats', 'aria-hidden': 'true' });

  add(name: string): void {
    const icon = reactionIcon(name);
    if (icon === undefined || this.element.childElementCount >= MOST) return;
    icon.style.setProperty('--from', Math.random().toFixed(2));
    icon.style.setProperty('--sway', (Math.random() * 2 - 1).toFixed(2));
    icon.addEventListener('animationend', () => icon.remove());
    this.element.append(icon);
  }

  clear(): void {
    this.element.replaceChildren();
  }
}
