/** The slide, from 0, that a link within the deck leads to; such a link moves the slide and nothing else. */
export function slideLinkedFrom(event: Event): number | undefined {
  const link = event.target instanceof Element ? event.target.closest('.marpit a[href^="#"]') : null;
  if (link === null) return undefined;
  event.preventDefault();
  const number = Number(link.getAttribute('href')?.slice(1));
  return Number.isInteger(number) && number > 0 ? number - 1 : undefined;
}
