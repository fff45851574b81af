const links = () => [...document.querySelectorAll<HTMLLinkElement>('link[href^="/deck.css"]')];

/** The deck's style sheet of this revision takes the place of the one before, once it is there: never none at all. */
export function replaceDeckStyle(revision: number): void {
  const before = links();
  const next = document.createElement('link');
  next.rel = 'stylesheet';
  next.href = `/deck.css?${revision}`;
  next.addEventListener('load', () => {
    for (const link of before) link.remove();
  });
  next.addEventListener('error', () => next.remove());
  before.at(-1)?.after(next);
}
