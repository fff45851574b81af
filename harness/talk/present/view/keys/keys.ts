import { type Action, keys } from './key-list.ts';

const named = (event: KeyboardEvent): string => `${event.shiftKey ? 'Shift+' : ''}${event.key}`;

/** What a key asks for. Shift by itself changes nothing about arrows. */
function actionOf(event: KeyboardEvent): Action | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  const exact = keys.find((key) => key.keys.includes(named(event)));
  const isLetter = /^[a-z]$/i.test(event.key);
  const found = exact ?? (isLetter ? undefined : keys.find((key) => key.keys.includes(event.key)));
  return typeof found?.action === 'function' ? found.action(event.key) : found?.action;
}

/** Enter opens a link and presses a button, whoever has come there by Tab. */
const isForItself = ({ key, target }: KeyboardEvent): boolean =>
  key === 'Enter' && target instanceof Element && target.closest('a, button') !== null;

/** Hears keys before anything on the page does: a button that was clicked must not keep them. */
export function onKeys(perform: (action: Action) => void): void {
  const hear = (event: KeyboardEvent) => {
    const action = actionOf(event);
    if (action === undefined || isForItself(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.type === 'keydown') perform(action);
  };
  window.addEventListener('keydown', hear, { capture: true });
  // A space that goes up presses the button that has the focus.
  window.addEventListener('keyup', hear, { capture: true });
}
