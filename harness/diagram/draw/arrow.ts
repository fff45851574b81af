import type { Fate } from '../../protocol/packet.ts';
import { BAR } from '../layout.ts';
import type { Pen } from '../pen.ts';
import { stops } from '../rows.ts';
import { drawBars, drawCross } from './signs.ts';

const TIP_LENGTH = 0.62;
const TIP_WIDTH = 0.3;
/** How far the arrow of a stopped packet reaches, as a part of its way. */
const STOP = 0.6;
/** The distance of the two arrows of a duplicated packet. */
const TWICE = 0.32;

/** The x of the edges of two lifelines that face each other, from sender to receiver. */
export interface Ends {
  readonly from: number;
  readonly to: number;
}

export const endsBetween = (from: number, to: number): Ends => {
  const half = (Math.sign(to - from) * BAR) / 2;
  return { from: from + half, to: to - half };
};

/** The x that a packet of this fate reaches. */
export const reached = ({ from, to }: Ends, fate: Fate): number =>
  stops(fate) ? from + (to - from) * STOP : to;

export interface Arrow {
  readonly fate: Fate;
  /** Whether it is a PUBLISH, which is emphasised. */
  readonly message: boolean;
  /** The word for a packet's fate. */
  readonly word: string;
}

/** An arrow from sender to receiver. If the packet was stopped, the arrow ends on the way, with a sign and a word. */
export function drawArrow(pen: Pen, y: number, ends: Ends, arrow: Arrow): string {
  const { fate } = arrow;
  if (stops(fate)) return drawStopped(pen, y, ends, arrow, fate);
  if (fate !== 'duplicated') return drawPassed(pen, y, ends, arrow);
  return drawPassed(pen, y - TWICE / 2, ends, arrow) + drawPassed(pen, y + TWICE / 2, ends, arrow);
}

function drawStopped(
  pen: Pen,
  y: number,
  ends: Ends,
  { word, message }: Arrow,
  fate: 'lost' | 'held',
): string {
  const { from, to } = ends;
  const towards = Math.sign(to - from);
  const stop = reached(ends, fate);
  const [name, weight] = look(message);
  const sign = fate === 'lost' ? drawCross(pen, stop, y) : drawBars(pen, stop, y);
  const role = fate === 'lost' ? 'alarm' : 'notice';
  return [
    pen.line(
      name,
      [
        [from, y],
        [stop - towards * 0.15, y],
      ],
      pen.stroke(weight, 0.45, 0.35),
    ),
    sign,
    pen.aside(role, stop + towards * 0.65, y + 0.31, word, 0.88, towards > 0 ? 'start' : 'end'),
  ].join('');
}

function drawPassed(pen: Pen, y: number, { from, to }: Ends, { fate, message }: Arrow): string {
  const towards = Math.sign(to - from);
  const [name, weight] = look(message);
  const stroke = fate === 'delayed' ? pen.stroke(weight, 0.9, 0.3, 0.1, 0.3) : pen.stroke(weight);
  const back = to - towards * TIP_LENGTH;
  return [
    pen.line(
      name,
      [
        [from, y],
        [back, y],
      ],
      stroke,
    ),
    pen.shape(message ? 'tip-message' : 'tip', [
      [to, y],
      [back, y - TIP_WIDTH],
      [back, y + TIP_WIDTH],
    ]),
  ].join('');
}

const look = (message: boolean) =>
  message ? (['arrow-message', 0.12] as const) : (['arrow', 0.09] as const);
