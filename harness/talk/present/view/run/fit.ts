/** How tight a list may be set: its spaces first, then its letters. */
const LEVELS = [0, 1, 2, 3];

/** Sets what is in a box as loosely as it fits, and not looser than before: what has been read does not jump. */
export function tighten(box: HTMLElement): void {
  const before = Number(box.dataset.tight ?? 0);
  for (const level of LEVELS.filter((wanted) => wanted >= before)) {
    box.dataset.tight = String(level);
    if (box.scrollHeight <= box.clientHeight) return;
  }
}

/** Room for what is written above a packet, as a share of a box's height. */
const ABOVE = 0.16;

/** Scrolls a picture back until the accident in it, its topmost cross, is in sight: a packet is lost before a connection is cut. */
export function showAccident(box: Element): void {
  const [accident] = Array.from(box.querySelectorAll('.arrow-alarm'), (cross) =>
    cross.getBoundingClientRect(),
  ).toSorted((a, b) => a.top - b.top);
  const { top, bottom, height } = box.getBoundingClientRect();
  if (accident === undefined || height === 0) return;
  const above = top + height * ABOVE - accident.top;
  const below = accident.bottom + height * ABOVE - bottom;
  if (above > 0) box.scrollTop -= above;
  else if (below > 0) box.scrollTop += below;
}
