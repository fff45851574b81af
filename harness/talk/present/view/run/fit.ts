/** Levels of tightness of a list: first less space, then smaller letters. */
const LEVELS = [0, 1, 2, 3];

/** Sets the contents of a box as loosely as they fit, but never looser than before: text that was read does not jump. */
export function tighten(box: HTMLElement): void {
  const before = Number(box.dataset.tight ?? 0);
  for (const level of LEVELS.filter((wanted) => wanted >= before)) {
    box.dataset.tight = String(level);
    if (box.scrollHeight <= box.clientHeight) return;
  }
}

/** Space for the text above a packet, as a share of the box's height. */
export const ABOVE = 0.16;

/**
 * How far to scroll a diagram until its accident is visible: the last lost packet, otherwise the first connection that was
 * cut. In px; negative: up.
 */
export function wayToAccident(box: Element): number {
  const crossesIn = (selector: string) =>
    Array.from(box.querySelectorAll(selector), (cross) => cross.getBoundingClientRect())
      .filter(({ height }) => height > 0)
      .toSorted((a, b) => a.top - b.top);
  const accident = crossesIn('[data-event] .arrow-alarm').at(-1) ?? crossesIn('.arrow-alarm')[0];
  const { top, bottom, height } = box.getBoundingClientRect();
  if (accident === undefined || height === 0) return 0;
  const above = top + height * ABOVE - accident.top;
  const below = accident.bottom + height * ABOVE - bottom;
  return above > 0 ? -above : Math.max(0, below);
}
