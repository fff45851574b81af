import { clippedTo, sansWidth } from '../../base/text-width.ts';
import { BAR, type Layout } from '../layout.ts';
import type { Lifespan, Place } from '../lifespans.ts';
import type { Pen } from '../pen.ts';
import { type Column, SUBTITLE } from '../place-columns.ts';
import type { PlacedRow } from '../place-rows.ts';

const NAME_HEIGHT = 1.5;

export function drawHead(
  pen: Pen,
  { margin, headHeight }: Layout,
  { x, headWidth, participant }: Column,
): string {
  const { role, name, subtitle } = participant;
  const of = role === 'broker' ? '-broker' : '';
  const middle = margin + headHeight / 2;
  return [
    pen.rectangle(`head${of}`, x - headWidth / 2, margin, headWidth, headHeight, 0.4),
    pen.text(`name${of}`, x, middle + (subtitle === undefined ? 0.35 : -0.15), name),
    subtitle === undefined ? '' : pen.text(`name${of}`, x, middle + 1.05, subtitle, SUBTITLE),
  ].join('');
}

/** The name of a lifeline whose head is out of sight. */
export function drawName(pen: Pen, { x, headWidth, participant: { role, name } }: Column, y: number): string {
  const of = role === 'broker' ? '-broker' : '';
  return (
    pen.rectangle(`head${of}`, x - headWidth / 2, y - NAME_HEIGHT / 2, headWidth, NAME_HEIGHT, 0.3) +
    pen.text(`name${of}`, x, y + 0.33, name, 0.9)
  );
}

/** A client's line is dotted, with a bar while it is connected. The broker's line is always a bar. */
export function drawLifeline(
  pen: Pen,
  layout: Layout,
  column: Column,
  lifespans: readonly Lifespan[],
): string {
  const { linesTop, linesBottom } = layout;
  const { x, participant } = column;
  if (participant.role === 'broker') {
    return pen.rectangle('open', x - BAR / 2, linesTop, BAR, linesBottom - linesTop);
  }
  const line = pen.line(
    'lifeline',
    [
      [x, linesTop],
      [x, linesBottom],
    ],
    pen.stroke(0.09, 0.09, 0.35),
  );
  const bars = lifespans
    .filter(({ client }) => client === participant.name)
    .map((lifespan) => drawBar(pen, layout, x, lifespan));
  return line + bars.join('');
}

function drawBar(pen: Pen, layout: Layout, x: number, { from, to, cut, frozen }: Lifespan): string {
  const start = beginning(layout, from);
  const end = to === undefined ? layout.linesBottom : ending(layout, to);
  const ice = frozen.map((part) => {
    const top = layout.rows[part.from]?.y ?? start;
    const bottom = part.to === undefined ? end : (layout.rows[part.to]?.y ?? end);
    return pen.rectangle('frozen', x - BAR / 2, top, BAR, Math.max(0, bottom - top));
  });
  return [
    pen.rectangle('open', x - BAR / 2, start, BAR, Math.max(0, end - start)),
    ...ice,
    cut ? drawTornEdge(pen, x, end) : '',
  ].join('');
}

function drawTornEdge(pen: Pen, x: number, y: number): string {
  const points = [-1, -1 / 3, 1 / 3, 1].map(
    (part, index) => [x + part * BAR * 0.9, y + (index % 2 ? -0.14 : 0.14)] as const,
  );
  return pen.line('arrow-alarm', points, pen.stroke(0.13));
}

/** The top of a bar: a little above the arrow of the first packet, beside its label, or where the row begins. */
function beginning({ rows, linesTop, linesBottom }: Layout, { row, atArrow }: Place): number {
  if (row < 0) return linesTop;
  const placed = rows[row];
  if (placed === undefined) return linesBottom;
  if (atArrow) return placed.y - 0.5;
  return row === 0 ? linesTop : placed.top;
}

const ending = ({ rows, linesBottom }: Layout, { row, atArrow }: Place): number =>
  (atArrow ? rows[row]?.y : rows[row]?.top) ?? linesBottom;

/** The font size of a heading or remark, in em. */
const WIDE = 0.9;

/** A heading is a band, with the participants' names below if they are repeated. A remark is centred text. */
export function drawWide(pen: Pen, { width, margin, columns }: Layout, { row, y, names }: PlacedRow): string {
  if (row.kind !== 'wide') return '';
  const inside = (width - 2 * margin) / pen.sized(WIDE);
  if (row.role === 'remark')
    return pen.text('comment', width / 2, y + 0.33, clippedTo(row.text, inside, sansWidth), WIDE);
  return [
    pen.rectangle('band', margin / 2, y - 0.85, width - margin, 1.7, 0.3),
    pen.text('heading', margin, y + 0.33, clippedTo(row.text, inside, sansWidth), WIDE, 'start'),
    ...(names === undefined ? [] : columns.map((column) => drawName(pen, column, names))),
  ].join('');
}
