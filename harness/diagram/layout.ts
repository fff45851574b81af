import type { SvgOptions } from './options.ts';
import { type Across, placeColumns } from './place-columns.ts';
import { NAMES, OUT_OF_SIGHT, type PlacedRow, placeRows } from './place-rows.ts';
import type { Diagram } from './rows.ts';
import { spacingOf } from './spacing.ts';

/* Lengths are in em; drawing multiplies them by the font size. */
const HEAD_HEIGHT = 2.2;
const SUBTITLE_HEIGHT = 1.1;
/** The width of the bar of an open connection. */
export const BAR = 0.5;
/** In pixels. */
const FONT_STEP = 0.5;
const LEAST_FONT = 11;

export interface Layout extends Across {
  /** The size of an em in pixels; all other lengths are in em. */
  readonly em: number;
  readonly height: number;
  readonly margin: number;
  readonly headHeight: number;
  readonly linesTop: number;
  readonly linesBottom: number;
  /** The middle of the participants' names at the bottom; undefined if the heads are in sight. */
  readonly feet: number | undefined;
  readonly rows: readonly PlacedRow[];
}

/**
 * Computes the position of everything. To keep within the maximum height, rows first move together; then the font becomes
 * smaller.
 */
export function layoutOf(diagram: Diagram, options: SvgOptions): Layout {
  const { fontSize = 18, leastFontSize = LEAST_FONT, maxHeight = Number.POSITIVE_INFINITY } = options;
  for (let em = fontSize; ; em -= FONT_STEP) {
    const layout = layoutAt(em, diagram, options);
    if (layout.height * em <= maxHeight || em - FONT_STEP < Math.min(leastFontSize, fontSize)) return layout;
  }
}

function layoutAt(em: number, diagram: Diagram, options: SvgOptions): Layout {
  const { maxWidth = 1140, maxHeight = Number.POSITIVE_INFINITY, repeatNames = false } = options;
  const hasSubtitle = diagram.participants.some(({ subtitle }) => subtitle !== undefined);
  const spacing = spacingOf(options);
  const { margin, restOfLines } = spacing;
  const across = placeColumns(diagram, options, maxWidth / em, spacing);
  const linesTop = margin + HEAD_HEIGHT + (hasSubtitle ? SUBTITLE_HEIGHT : 0);
  const rowsTop = linesTop + restOfLines;
  const limit = maxHeight / em - margin - restOfLines;
  const rows = placeRows(diagram.rows, across, { top: rowsTop, limit, spacing, repeatNames });
  const linesBottom = Math.max(rowsTop, ...rows.map(({ bottom }) => bottom)) + restOfLines;
  const hasFeet = repeatNames && linesBottom - linesTop > OUT_OF_SIGHT;
  const height = linesBottom + (hasFeet ? NAMES : 0) + margin;
  return {
    ...across,
    em,
    margin,
    headHeight: linesTop - margin,
    linesTop,
    linesBottom,
    feet: hasFeet ? linesBottom + NAMES / 2 : undefined,
    height,
    rows,
  };
}
