/** From top to bottom, in px. */
export type Extent = readonly [top: number, bottom: number];

/**
 * The nearest scroll position at which the upper edge cuts no text; the wanted one if there is none.
 * @param up how far it may be above the wanted one, in px
 * @param down how far below, in px
 */
export function clearEdge(wanted: number, texts: readonly Extent[], up: number, down: number): number {
  const edges = texts
    .flat()
    .filter((edge) => edge >= Math.max(0, wanted - up) && edge <= wanted + down && isClear(edge, texts))
    .sort((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted));
  return isClear(wanted, texts) ? wanted : (edges[0] ?? wanted);
}

/** Whether an upper edge there cuts no text. */
export const isClear = (edge: number, texts: readonly Extent[]): boolean =>
  edge <= 0 || texts.every(([top, bottom]) => edge <= top || edge >= bottom);

/** Extents in order; each that begins less than `closer` px below another becomes one with it. */
export function joined(extents: readonly Extent[], closer: number): Extent[] {
  const all: Extent[] = [];
  for (const [top, bottom] of extents.toSorted((one, other) => one[0] - other[0])) {
    const last = all.at(-1);
    if (last !== undefined && top < last[1] + closer)
      all[all.length - 1] = [last[0], Math.max(last[1], bottom)];
    else all.push([top, bottom]);
  }
  return all;
}
