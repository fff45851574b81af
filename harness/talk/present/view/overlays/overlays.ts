import type { Text } from '../../../../base/text.ts';
import { element, setText } from '../element.ts';
import { keys, keysAlone } from '../keys/key-list.ts';
import { say } from '../say.ts';
import type { Talk } from '../talk/talk.ts';
import * as words from '../words.ts';

/** How long a message stays, in ms. */
export const REMARK = 5_000;

/** The overlays of one window: the list of keys, and messages. */
export class Overlays {
  readonly #help = helpTable();
  readonly #remark = element('p', { class: 'remark', role: 'status' });
  readonly #trouble = element('p', { class: 'trouble', role: 'alert' });
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param remarks where messages are shown; by default over the margin of the stage */
  constructor(body: HTMLElement, remarks = element('div', { class: 'strip' })) {
    if (!remarks.isConnected) body.append(remarks);
    remarks.append(this.#trouble, this.#remark);
    body.append(this.#help);
    for (const overlay of [this.#help, this.#trouble, this.#remark]) overlay.hidden = true;
  }

  /** Whether the list of keys is shown. */
  get helps(): boolean {
    return !this.#help.hidden;
  }

  help(isShown: boolean): void {
    this.#help.hidden = !isShown;
  }

  say(text: Text): void {
    setText(this.#remark, say(text));
    this.#remark.hidden = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.hush(), REMARK);
  }

  /** Hides the message. */
  hush(): void {
    this.#remark.hidden = true;
  }

  draw({ stage, mayAct, isAlone }: Talk): void {
    const trouble = isAlone ? words.alone : stage.trouble;
    this.#trouble.hidden = trouble === undefined || !mayAct || document.body.dataset.view === 'saved';
    setText(this.#trouble, trouble === undefined ? '' : say(trouble));
  }
}

function helpTable(): HTMLElement {
  const listed = document.body.dataset.view === 'saved' ? keysAlone : keys;
  const rows = listed.map(({ shown, does }) =>
    element('li', {}, element('kbd', {}, shown), element('span', {}, say(does))),
  );
  return element(
    'div',
    { class: 'help', role: 'dialog', 'aria-label': say(words.keys), tabindex: '0' },
    element('h2', {}, say(words.keys)),
    element('ul', {}, ...rows),
  );
}
