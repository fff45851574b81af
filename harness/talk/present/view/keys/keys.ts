import { type Deed, keys } from './key-list.ts';

const named = (event: KeyboardEvent): string => `${event.shiftKey ? 'Shift+' : ''}${event.key}`;

/** What a key asks for. Shift by itself changes nothing about arrows. */
function deedOf(event: KeyboardEvent): Deed | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  const exact = keys.find((key) => key.keys.includes(named(event)));
  const isLetter = /^[a-z]$/i.test(event.key);
  const found = exact ?? (isLetter ? undefined : keys.find((key) => key.keys.includes(event.key)));
  return typeof found?.deed === 'function' ? found.deed(event.key) : found?.deed;
}

/** Hears keys before anything on the page does: a button that was clicked must not keep them. */
export function onKeys(perform: (deed: Deed) => void): void {
  const hear = (event: KeyboardEvent) => {
    const deed = deedOf(event);
    if (deed === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.type === 'keydown') perform(deed);
  };
  window.addEventListener('keydown', hear, { capture: true });
  // A space that goes up presses the button that has the focus.
  window.addEventListener('keyup', hear, { capture: true });
}
