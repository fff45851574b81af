import { sansWidth } from '../base/text-width.ts';
import { runsOf, runsWidth } from './label.ts';
import type { SvgOptions } from './options.ts';
import type { Participant } from './participants.ts';
import type { Diagram, Row } from './rows.ts';
import type { Spacing } from './spacing.ts';

/* Lengths are in em; drawing multiplies them by the font size. */
/** The subtitle's font size. */
export const SUBTITLE = 0.78;
const LEAST_HEAD = 7;
/** The space between a lifeline and the text beside it. */
export const PAD = 1.1;
const TIME_GUTTER = 6.5;

export interface Column {
  readonly participant: Participant;
  readonly x: number;
  readonly headWidth: number;
}

/** The positions of the lifelines, from left to right. */
export interface Across {
  readonly columns: readonly Column[];
  readonly broker: Column;
  readonly width: number;
}

/** Places the lifelines as wide apart as the widest label needs, within the maximum width. Heads never touch. */
export function placeColumns(
  { participants, rows }: Diagram,
  options: SvgOptions,
  limit: number,
  { margin, leastGap, leastText }: Spacing,
): Across {
  const heads = participants.map((participant) => headWidth(participant, leastText));
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

const headWidth = ({ name, subtitle = '' }: Participant, leastText: number): number =>
  Math.max(LEAST_HEAD, Math.max(sansWidth(name), sansWidth(subtitle) * Math.max(SUBTITLE, leastText)) + 1.6);

function wantedWidth(row: Row): number {
  if (row.kind === 'message') return runsWidth(runsOf(row.type, row.pieces)) + 2 * PAD;
  return row.kind === 'event' ? sansWidth(row.text) + 2 * PAD : 0;
}

/** Em between the lifelines of a client and the broker. */
export const between = ({ columns, broker }: Across, client: string): number => {
  const column = columns.find(
    ({ participant }) => participant.role === 'client' && participant.name === client,
  );
  return Math.abs((column?.x ?? 0) - broker.x);
};

/** Em of that that a packet's label may take. */
export const roomFor = (across: Across, client: string): number => between(across, client) - 2 * PAD;
