import { runsOf, runsWidth } from './label.ts';
import type { SvgOptions } from './options.ts';
import type { Participant } from './participants.ts';
import { type PlacedRow, placeRows } from './place-rows.ts';
import type { Diagram, Row } from './rows.ts';
import { type Spacing, spacingOf } from './spacing.ts';
import { sansWidth } from './text-width.ts';

/* Lengths are in em; drawing multiplies them by the font size. */
const HEAD_HEIGHT = 2.2;
const SUBTITLE_HEIGHT = 1.1;
/** The subtitle's font size. */
export const SUBTITLE = 0.78;
const LEAST_HEAD = 7;
/** Width of the bar that an open connection is. */
export const BAR = 0.5;
/** Between a lifeline and the text beside it. */
export const PAD = 1.1;
const TIME_GUTTER = 6.5;
/** Pixels. */
const FONT_STEP = 0.5;
const LEAST_FONT = 11;

export interface Column {
  readonly participant: Participant;
  readonly x: number;
  readonly headWidth: number;
}

export interface Layout {
  /** Pixels of an em; every other length is in em. */
  readonly em: number;
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly headHeight: number;
  readonly linesTop: number;
  readonly linesBottom: number;
  readonly columns: readonly Column[];
  readonly broker: Column;
  readonly rows: readonly PlacedRow[];
}

/**
 * Where everything is. Where rows can't move together any more, the font becomes smaller to keep within the height
 * that was asked for.
 */
export function layoutOf(diagram: Diagram, options: SvgOptions): Layout {
  const { fontSize = 18, leastFontSize = LEAST_FONT, maxHeight = Number.POSITIVE_INFINITY } = options;
  for (let em = fontSize; ; em -= FONT_STEP) {
    const layout = layoutAt(em, diagram, options);
    if (layout.height * em <= maxHeight || em - FONT_STEP < Math.min(leastFontSize, fontSize)) return layout;
  }
}

function layoutAt(em: number, diagram: Diagram, options: SvgOptions): Layout {
  const { maxWidth = 1140, maxHeight = Number.POSITIVE_INFINITY } = options;
  const hasSubtitle = diagram.participants.some(({ subtitle }) => subtitle !== undefined);
  const spacing = spacingOf(options);
  const { margin, restOfLines } = spacing;
  const across = placeColumns(diagram, options, maxWidth / em, spacing);
  const linesTop = margin + HEAD_HEIGHT + (hasSubtitle ? SUBTITLE_HEIGHT : 0);
  const rowsTop = linesTop + restOfLines;
  const limit = maxHeight / em - margin - restOfLines;
  const rows = placeRows(diagram.rows, across, { top: rowsTop, limit, spacing });
  const linesBottom = Math.max(rowsTop, ...rows.map(({ bottom }) => bottom)) + restOfLines;
  const height = linesBottom + margin;
  return {
    ...across,
    em,
    margin,
    headHeight: linesTop - margin,
    linesTop,
    linesBottom,
    height,
    rows,
  };
}

export type Across = Pick<Layout, 'columns' | 'broker' | 'width'>;

/** As wide as the widest label wants, if the picture may be so wide; but never so narrow that heads touch. */
function placeColumns(
  { participants, rows }: Diagram,
  options: SvgOptions,
  limit: number,
  { margin, leastGap }: Spacing,
): Across {
  const heads = participants.map(headWidth);
  const gutter = options.times ? TIME_GUTTER : 0;
  const outside = 2 * margin + gutter + ((heads.at(0) ?? 0) + (heads.at(-1) ?? 0)) / 2;
  const gaps = Math.max(1, participants.length - 1);
  const brokerAt = participants.findIndex(({ role }) => role === 'broker');
  const gapsTo = (client: string) =>
    Math.max(
      1,
      Math.abs(brokerAt - participants.findIndex(({ role, name }) => role === 'client' && name === client)),
    );
  const least = Math.max(
    leastGap,
    ...heads.slice(1).map((head, left) => (head + (heads[left] ?? 0)) / 2 + 1),
  );
  const wanted = Math.max(
    0,
    ...rows.map((row) => ('client' in row ? wantedWidth(row) / gapsTo(row.client) : 0)),
  );
  const gap = Math.max(least, Math.min(wanted, (limit - outside) / gaps));
  const columns = participants.map((participant, index) => ({
    participant,
    x: margin + gutter + (heads[0] ?? 0) / 2 + index * gap,
    headWidth: heads[index] ?? 0,
  }));
  const broker = columns[brokerAt];
  if (broker === undefined) throw new Error('a diagram has a broker');
  return { columns, broker, width: outside + (participants.length - 1) * gap };
}

const headWidth = ({ name, subtitle = '' }: Participant): number =>
  Math.max(LEAST_HEAD, Math.max(sansWidth(name), sansWidth(subtitle) * SUBTITLE) + 1.6);

function wantedWidth(row: Row): number {
  if (row.kind === 'message') return runsWidth(runsOf(row.type, row.pieces)) + 2 * PAD;
  return row.kind === 'event' ? sansWidth(row.text) + 2 * PAD : 0;
}

/** Em between the lifelines of a client and the broker that text may take. */
export const roomFor = ({ columns, broker }: Across, client: string): number => {
  const column = columns.find(
    ({ participant }) => participant.role === 'client' && participant.name === client,
  );
  return Math.abs((column?.x ?? 0) - broker.x) - 2 * PAD;
};
