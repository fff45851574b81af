import type { Text } from '../../../base/text.ts';
import { element, setText } from './element.ts';
import { keys, keysAlone } from './keys/key-list.ts';
import { say } from './say.ts';
import type { Talk } from './talk/talk.ts';
import * as words from './words.ts';

/** How long a remark about a key that did nothing stays, in ms. */
const REMARK = 5_000;

/** What lies over everything in one window: the keys, and remarks. */
export class Overlays {
  readonly #help = helpTable();
  readonly #remark = element('p', { class: 'remark', role: 'status' });
  readonly #trouble = element('p', { class: 'trouble', role: 'alert' });
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(body: HTMLElement) {
    const overlays = [this.#help, this.#trouble, this.#remark];
    body.append(...overlays);
    for (const overlay of overlays) overlay.hidden = true;
  }

  /** Whether the keys are shown now. */
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
    this.#timer = setTimeout(() => {
      this.#remark.hidden = true;
    }, REMARK);
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
    element('tr', {}, element('th', {}, element('kbd', {}, shown)), element('td', {}, say(does))),
  );
  return element(
    'div',
    { class: 'help', role: 'dialog', tabindex: '0', 'aria-label': say(words.keys) },
    element('h2', {}, say(words.keys)),
    element('table', {}, ...rows),
  );
}
