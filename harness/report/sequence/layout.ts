import { type Label, labelWithin, runsOf, runsWidth } from './label.ts';
import type { SvgOptions } from './options.ts';
import type { Participant } from './participants.ts';
import type { Diagram, Row } from './rows.ts';
import { sansWidth } from './text-width.ts';

/* Lengths are in em; drawing multiplies them by the font size. */
const MARGIN = 1.2;
const HEAD_HEIGHT = 2.2;
const SUBTITLE_HEIGHT = 1.1;
/** The subtitle's font size. */
export const SUBTITLE = 0.78;
const LEAST_HEAD = 7;
/** Below the heads, and below the last row. */
const REST_OF_LINES = 0.6;
/** Width of the bar that an open connection is. */
export const BAR = 0.5;
/** Between a lifeline and the text beside it. */
export const PAD = 1.1;
const LEAST_GAP = 16;
const TIME_GUTTER = 6.5;
/** From an arrow up to the baseline of its label. */
export const ABOVE = 0.72;
/** From the top of a row to its arrow, and from there to the next row: as close as rows can be. */
const BEFORE_ARROW = 1.66;
const AFTER_ARROW = 0.42;
/** Between the baselines of a label's two lines. */
export const LINE = 1.2;
const SECTION = 2.3;
const REMARK = 1.9;
/** Space that rows are given beyond what they need, where there is room. */
const COMFORT = 0.7;
/** Pixels. */
const FONT_STEP = 0.5;
const LEAST_FONT = 11;

export interface Column {
  readonly participant: Participant;
  readonly x: number;
  readonly headWidth: number;
}

export interface PlacedRow {
  readonly row: Row;
  readonly top: number;
  /** Where its arrow is; the middle of a heading. */
  readonly y: number;
  readonly bottom: number;
  /** Of a message. */
  readonly label: Label | undefined;
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
  const { fontSize = 18, maxHeight = Number.POSITIVE_INFINITY } = options;
  for (let em = fontSize; ; em -= FONT_STEP) {
    const layout = layoutAt(em, diagram, options);
    if (layout.height * em <= maxHeight || em - FONT_STEP < Math.min(LEAST_FONT, fontSize)) return layout;
  }
}

function layoutAt(em: number, diagram: Diagram, options: SvgOptions): Layout {
  const { maxWidth = 1140, maxHeight = Number.POSITIVE_INFINITY } = options;
  const hasSubtitle = diagram.participants.some(({ subtitle }) => subtitle !== undefined);
  const across = placeColumns(diagram, options, maxWidth / em);
  const linesTop = MARGIN + HEAD_HEIGHT + (hasSubtitle ? SUBTITLE_HEIGHT : 0);
  const rowsTop = linesTop + REST_OF_LINES;
  const rows = placeRows(diagram.rows, across, rowsTop, maxHeight / em - MARGIN - REST_OF_LINES);
  const linesBottom = (rows.at(-1)?.bottom ?? rowsTop) + REST_OF_LINES;
  const height = linesBottom + MARGIN;
  return {
    ...across,
    em,
    margin: MARGIN,
    headHeight: linesTop - MARGIN,
    linesTop,
    linesBottom,
    height,
    rows,
  };
}

type Across = Pick<Layout, 'columns' | 'broker' | 'width'>;

/** As wide as the widest label wants, if the picture may be so wide; but never so narrow that heads touch. */
function placeColumns({ participants, rows }: Diagram, options: SvgOptions, limit: number): Across {
  const heads = participants.map(headWidth);
  const gutter = options.times ? TIME_GUTTER : 0;
  const outside = 2 * MARGIN + gutter + ((heads.at(0) ?? 0) + (heads.at(-1) ?? 0)) / 2;
  const gaps = Math.max(1, participants.length - 1);
  const brokerAt = participants.findIndex(({ role }) => role === 'broker');
  const gapsTo = (client: string) =>
    Math.max(
      1,
      Math.abs(brokerAt - participants.findIndex(({ role, name }) => role === 'client' && name === client)),
    );
  const least = Math.max(
    LEAST_GAP,
    ...heads.slice(1).map((head, left) => (head + (heads[left] ?? 0)) / 2 + 1),
  );
  const wanted = Math.max(
    0,
    ...rows.map((row) => ('client' in row ? wantedWidth(row) / gapsTo(row.client) : 0)),
  );
  const gap = Math.max(least, Math.min(wanted, (limit - outside) / gaps));
  const columns = participants.map((participant, index) => ({
    participant,
    x: MARGIN + gutter + (heads[0] ?? 0) / 2 + index * gap,
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

function placeRows(rows: readonly Row[], across: Across, top: number, limit: number): PlacedRow[] {
  const labels = rows.map((row) =>
    row.kind === 'message'
      ? labelWithin(runsOf(row.type, row.pieces), roomFor(across, row.client))
      : undefined,
  );
  const needed = rows.map((row, index) => neededHeight(row, labels[index]));
  const spare = (limit - top - needed.reduce((sum, height) => sum + height, 0)) / Math.max(1, rows.length);
  const comfort = Math.max(0, Math.min(COMFORT, spare));
  let bottom = top;
  return rows.map((row, index) => {
    const start = bottom;
    bottom += (needed[index] ?? 0) + comfort;
    const y = row.kind === 'wide' ? (start + bottom) / 2 : bottom - AFTER_ARROW;
    return { row, top: start, y, bottom, label: labels[index] };
  });
}

function neededHeight(row: Row, label: Label | undefined): number {
  if (row.kind === 'wide') return row.role === 'heading' ? SECTION : REMARK;
  return BEFORE_ARROW + AFTER_ARROW + (Math.max(1, label?.length ?? 1) - 1) * LINE;
}
