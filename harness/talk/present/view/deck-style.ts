const links = () => [...document.querySelectorAll<HTMLLinkElement>('link[href^="/deck.css"]')];

/** Replaces the deck's style sheet by this revision once it is loaded, so that the page is never without one. */
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
