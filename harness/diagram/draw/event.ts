import type { Pen } from '../pen.ts';
import { EVENT, type PlacedRow } from '../place-rows.ts';
import type { EventRow } from '../rows.ts';
import { LINE } from '../spacing.ts';
import { endsBetween } from './arrow.ts';
import { drawBars, drawBreak, drawCross, drawDash, drawStop } from './signs.ts';

const signs = {
  opened: drawDash,
  thawed: drawDash,
  'not-mqtt': drawDash,
  frozen: drawBars,
  cut: drawBreak,
  'broker-unreachable': drawCross,
  'ended-mid-packet': drawCross,
  'closed-by-client': drawStop,
  'closed-by-broker': drawStop,
  'closed-by-tap': drawStop,
  upgrade: drawDash,
  upgraded: drawDash,
  'upgrade-refused': drawCross,
  'text-message': drawCross,
} as const satisfies Record<EventRow['what'], unknown>;

const alarming: readonly unknown[] = [drawBreak, drawCross];

/**
 * Draws an event of a connection: a dotted line between client and broker, with a sign and a text.
 * @param client the x of the client's lifeline
 * @param broker the x of the broker's lifeline
 */
export function drawEvent(
  pen: Pen,
  { y, above, said = [] }: PlacedRow,
  row: EventRow,
  client: number,
  broker: number,
): string {
  const sign = signs[row.what];
  const [name, line] = alarming.includes(sign) ? ['alarm', 'arrow-alarm'] : ['notice', 'arrow-quiet'];
  const { from, to } = endsBetween(Math.min(client, broker), Math.max(client, broker));
  const middle = (from + to) / 2;
  const dotted = pen.stroke(0.1, 0.1, 0.35);
  return [
    pen.line(
      line,
      [
        [from, y],
        [middle - 0.7, y],
      ],
      dotted,
    ),
    pen.line(
      line,
      [
        [middle + 0.7, y],
        [to, y],
      ],
      dotted,
    ),
    sign(pen, middle, y),
    ...said.map((text, index) =>
      pen.aside(name, middle, y - above - (said.length - 1 - index) * LINE, text, EVENT),
    ),
  ].join('');
}
