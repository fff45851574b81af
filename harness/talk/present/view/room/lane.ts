import type { LanePacket } from '../../room/messages.ts';
import type { Tally } from '../../room/topics.ts';
import { element } from '../element.ts';
import { say } from '../say.ts';
import { reactionIcon } from './icon.ts';
import * as words from './words.ts';

/** Most rows. */
const MOST = 5;
/** The lane is hidden so long after its last packet, in ms. */
const QUIET = 5_000;

/** The last packets of the room, one a line. */
export class Lane {
  readonly element = element('ol', { class: 'lane', 'aria-label': say(words.lane) });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tally = '';

  constructor() {
    this.element.hidden = true;
  }

  add({ phone, what, payload }: LanePacket): void {
    const from = element('span', { class: 'from' }, say(words.fromPhone(phone)));
    const said = what === 'gone' ? say(words.lastWill) : payload;
    this.#append(what, from, element('b', {}, 'PUBLISH'), `${what} ${said}`, reactionIcon(payload));
  }

  /** Shows the tally, which the broker publishes to all phones as a retained message. */
  tally(tally: Tally): void {
    const now = JSON.stringify(tally);
    const isNew = this.#tally !== '' && this.#tally !== now;
    this.#tally = now;
    if (!isNew) return;
    const from = element('span', { class: 'from' }, say(words.toAll));
    this.#append(
      'tally',
      from,
      element('b', {}, 'PUBLISH'),
      `tally [${tally.votes.join(' ')}]`,
      element('span', { class: 'kept' }, 'retain'),
    );
  }

  clear(): void {
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  #append(what: string, ...children: (Node | string | undefined)[]): void {
    this.element.append(element('li', { 'data-what': what }, ...children));
    while (this.element.childElementCount > MOST) this.element.firstElementChild?.remove();
    this.element.hidden = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.clear(), QUIET);
  }
}
