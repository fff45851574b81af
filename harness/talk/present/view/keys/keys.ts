import { type Action, keys } from './key-list.ts';

const named = (event: KeyboardEvent): string => `${event.shiftKey ? 'Shift+' : ''}${event.key}`;

/** What a key asks for. Shift by itself changes nothing about arrows. */
function actionOf(event: KeyboardEvent): Action | undefined {
  const isLetter = /^[a-z]$/i.test(event.key);
  return actionFor(named(event)) ?? (isLetter ? undefined : actionFor(event.key));
}

/** What the key of this name asks for. */
export function actionFor(name: string): Action | undefined {
  const { action } = keys.find((key) => key.keys.includes(name)) ?? {};
  return typeof action === 'function' ? action(name) : action;
}

/** A link or a button that has the focus takes Enter itself. */
const isForItself = ({ key, target }: KeyboardEvent): boolean =>
  key === 'Enter' && target instanceof Element && target.closest('a, button') !== null;

/**
 * Hears keys before anything on the page does: a button that was clicked must not keep them.
 * @param take is given each key first, and says whether it was for what lies over the page
 */
export function onKeys(perform: (action: Action) => void, take: (key: string) => boolean): void {
  const taken = new Set<string>();
  const isTaken = (event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
    if (take(event.key)) return true;
    const action = isForItself(event) ? undefined : actionOf(event);
    if (action !== undefined) perform(action);
    return action !== undefined;
  };
  const swallow = (event: KeyboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  const down = (event: KeyboardEvent) => {
    if (!isTaken(event)) return;
    taken.add(event.code);
    swallow(event);
  };
  // A space that goes up presses the button that has the focus.
  const up = (event: KeyboardEvent) => {
    if (taken.delete(event.code)) swallow(event);
  };
  window.addEventListener('keydown', down, { capture: true });
  window.addEventListener('keyup', up, { capture: true });
}
