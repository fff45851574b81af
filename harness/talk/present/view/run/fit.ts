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
const ABOVE = 0.16;

/** Scrolls back until the topmost cross in a diagram is visible: a lost packet comes before a cut connection. */
export function showAccident(box: Element): void {
  const [accident] = Array.from(box.querySelectorAll('.arrow-alarm'), (cross) =>
    cross.getBoundingClientRect(),
  )
    .filter((cross) => cross.height > 0)
    .toSorted((a, b) => a.top - b.top);
  const { top, bottom, height } = box.getBoundingClientRect();
  if (accident === undefined || height === 0) return;
  const above = top + height * ABOVE - accident.top;
  const below = accident.bottom + height * ABOVE - bottom;
  if (above > 0) box.scrollTop -= above;
  else if (below > 0) box.scrollTop += below;
}
