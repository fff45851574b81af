import { clippedTo, sansWidth, wrappedTo } from '../base/text-width.ts';
import { type Label, labelWithin, runsOf } from './label.ts';
import { type Across, between, roomFor } from './place-columns.ts';
import { type EventRow, type Row, stops } from './rows.ts';
import { LINE, type Spacing } from './spacing.ts';

const SECTION = 2.3;
const REMARK = 1.9;
/** The height of the participants' names below a heading. */
export const NAMES = 1.9;
/** How far below the last names a heading must be for the names to be repeated. */
export const OUT_OF_SIGHT = 24;
/** Additional space between rows, if there is room. */
const COMFORT = 0.7;
/** The vertical distance of arrows side by side: enough to see which was first. */
const STAGGER = 0.8;
/** Size of what is said of an event, in em. */
export const EVENT = 0.95;
/** Between that and the middle of a lifeline, where there is little room. */
const EVENT_PAD = 0.45;

export interface PlacedRow {
  readonly row: Row;
  readonly top: number;
  /** The y of its arrow, or of the middle of a heading. */
  readonly y: number;
  /** The middle of the participants' names below a heading; undefined if they are not repeated. */
  readonly names: number | undefined;
  readonly bottom: number;
  /** The distance from the arrow up to the baseline of its label. */
  readonly above: number;
  /** The label of a message. */
  readonly label: Label | undefined;
  /** Of an event, its lines; the last one is next to the sign. */
  readonly said: readonly string[] | undefined;
}

interface Space {
  /** Where the first row may begin. */
  readonly top: number;
  /** Where the last row should end. */
  readonly limit: number;
  readonly spacing: Spacing;
  readonly repeatNames: boolean;
}

export function placeRows(rows: readonly Row[], across: Across, space: Space): PlacedRow[] {
  const labels = rows.map((row) =>
    row.kind === 'message'
      ? labelWithin(runsOf(row.type, row.pieces), roomFor(across, row.client))
      : undefined,
  );
  const said = rows.map((row) => (row.kind === 'event' ? saidOf(row, across, space.spacing) : undefined));
  const own = rows.map((row, index) =>
    neededHeight(row, space.spacing, (labels[index] ?? said[index])?.length),
  );
  const named = space.repeatNames ? outOfSight(rows, own) : [];
  const needed = own.map((height, index) => height + (named[index] ? NAMES : 0));
  const spans = rows.map((row) => (space.spacing.sideBySide ? spanOf(row, across) : everything));
  const least = stacked(needed, spans, space.top);
  const spare = (space.limit - Math.max(space.top, ...least)) / Math.max(1, rows.length);
  const comfort = Math.max(0, Math.min(COMFORT, spare));
  const bottoms = stacked(
    needed.map((height) => height + comfort),
    spans,
    space.top,
  );
  return rows.map((row, index) => {
    const bottom = bottoms[index] ?? 0;
    const top = bottom - (needed[index] ?? 0) - comfort;
    const names = named[index] ? bottom - NAMES / 2 : undefined;
    const below = named[index] ? NAMES : 0;
    const y = row.kind === 'wide' ? (top + bottom - below) / 2 : bottom - afterOf(row, space.spacing);
    const above = aboveOf(row, space.spacing);
    return { row, top, y, names, bottom, above, label: labels[index], said: said[index] };
  });
}

/** For each row, whether it is a heading so far below the last names that they are repeated. */
function outOfSight(rows: readonly Row[], heights: readonly number[]): boolean[] {
  let since = 0;
  return rows.map((row, index) => {
    const isNamed = row.kind === 'wide' && row.role === 'heading' && since > OUT_OF_SIGHT;
    since = isNamed ? 0 : since + (heights[index] ?? 0);
    return isNamed;
  });
}

/** From left to right, in em. */
type Span = readonly [number, number];
const everything: Span = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** Between a row's two lifelines. */
function spanOf(row: Row, { columns, broker }: Across): Span {
  if (row.kind === 'wide') return everything;
  const x =
    columns.find(({ participant }) => participant.role === 'client' && participant.name === row.client)?.x ??
    broker.x;
  return [Math.min(x, broker.x), Math.max(x, broker.x)];
}

/** The bottom of each row: below the rows that overlap it, and a little below the one before it. */
function stacked(heights: readonly number[], spans: readonly Span[], top: number): number[] {
  const bottoms: number[] = [];
  for (const [index, height] of heights.entries()) {
    const [left, right] = spans[index] ?? everything;
    const inTheWay = bottoms.filter((_, before) => {
      const [from, to] = spans[before] ?? everything;
      return from < right && left < to;
    });
    const start = Math.max(top, ...inTheWay);
    bottoms.push(Math.max(start + height, (bottoms.at(-1) ?? Number.NEGATIVE_INFINITY) + STAGGER));
  }
  return bottoms;
}

/** Whether there is a sign on its line, or a word beside it, which needs space above and below. */
const hasSign = (row: Row): boolean => row.kind === 'event' || (row.kind === 'message' && stops(row.fate));

const aboveOf = (row: Row, { above, aboveSign }: Spacing): number => (hasSign(row) ? aboveSign : above);
const afterOf = (row: Row, { after, afterSign }: Spacing): number => (hasSign(row) ? afterSign : after);

function saidOf({ client, text }: EventRow, across: Across, { leastText }: Spacing): string[] {
  const room = (between(across, client) - 2 * EVENT_PAD) / Math.max(EVENT, leastText);
  return wrappedTo(text, room, sansWidth).map((line) => clippedTo(line, room, sansWidth));
}

function neededHeight(row: Row, spacing: Spacing, lines = 1): number {
  if (row.kind === 'wide') return row.role === 'heading' ? SECTION : REMARK;
  const { before, above } = spacing;
  const more = Math.max(0, lines - 1) * LINE;
  return before + afterOf(row, spacing) + (aboveOf(row, spacing) - above) + more;
}
