/** Of a colour's light as the eye weighs it, from 0 to 1. */
const DARK = 0.4;

/**
 * Whether a slide is light or dark, so that a run on it stays so: as its paper is; where the paper is not one colour, as
 * the slide says itself.
 */
export function schemeOf(slide: Element): string {
  const section = slide.querySelector('section') ?? slide;
  const { backgroundColor, colorScheme } = getComputedStyle(section);
  const [red, green, blue, alpha = 1] = backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [];
  if (red === undefined || green === undefined || blue === undefined || alpha < 1) return colorScheme;
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255 < DARK ? 'dark' : 'light';
}
