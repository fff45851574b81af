/** From top to bottom, in px. */
export type Extent = readonly [top: number, bottom: number];

/**
 * The nearest scroll position at which the upper edge cuts no text; the wanted one if there is none.
 * @param up how far it may be above the wanted one, in px
 * @param down how far below, in px
 */
export function clearEdge(wanted: number, texts: readonly Extent[], up: number, down: number): number {
  const isClear = (edge: number) => texts.every(([top, bottom]) => edge <= top || edge >= bottom);
  const edges = texts
    .flat()
    .filter((edge) => edge >= Math.max(0, wanted - up) && edge <= wanted + down && isClear(edge))
    .sort((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted));
  return isClear(wanted) ? wanted : (edges[0] ?? wanted);
}
