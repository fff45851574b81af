import { type Action, keys } from './key-list.ts';

const named = (event: KeyboardEvent): string => `${event.shiftKey ? 'Shift+' : ''}${event.key}`;

/** The action of a key. Shift alone does not change arrows. */
function actionOf(event: KeyboardEvent): Action | undefined {
  const isLetter = /^[a-z]$/i.test(event.key);
  return actionFor(named(event)) ?? (isLetter ? undefined : actionFor(event.key));
}

/** The action of the key with this name. */
export function actionFor(name: string): Action | undefined {
  const { action } = keys.find((key) => key.keys.includes(name)) ?? {};
  return typeof action === 'function' ? action(name) : action;
}

/** A link or a button with the focus handles Enter itself. */
const isForItself = ({ key, target }: KeyboardEvent): boolean =>
  key === 'Enter' && target instanceof Element && target.closest('a, button') !== null;

/**
 * Handles keys before any element on the page does: a button that was clicked must not keep them.
 * @param take gets each key first; returns whether an overlay used it
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
  // Releasing the space key would press the focused button.
  const up = (event: KeyboardEvent) => {
    if (taken.delete(event.code)) swallow(event);
  };
  window.addEventListener('keydown', down, { capture: true });
  window.addEventListener('keyup', up, { capture: true });
}
