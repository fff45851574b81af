import type { Language } from '../../base/text.ts';
import { fateWords } from '../../wire/print/words.ts';
import { type Run, runsWidth } from '../label.ts';
import type { Pen } from '../pen.ts';
import { PAD } from '../place-columns.ts';
import type { PlacedRow } from '../place-rows.ts';
import { type MessageRow, stops } from '../rows.ts';
import { LINE } from '../spacing.ts';
import { drawArrow, type Ends, reached } from './arrow.ts';

/** An arrow from sender to receiver with the packet's label above it. */
export function drawMessage(
  pen: Pen,
  { y, above, label = [] }: PlacedRow,
  { fate, type }: MessageRow,
  ends: Ends,
  language: Language,
): string {
  const message = type === 'PUBLISH';
  const word = stops(fate) ? fateWords[fate][language] : '';
  const end = reached(ends, fate);
  return [
    ...label.map((runs, index) => {
      const after = label.length - 1 - index;
      return pen.label(middle(ends, end, runs), y - above - after * LINE, runs, {
        message,
        last: after === 0,
      });
    }),
    drawArrow(pen, y, ends, { fate, message, word }),
  ].join('');
}

/** The middle of the label: that of the drawn arrow, moved so that the text stays between the lifelines. */
function middle({ from, to }: Ends, end: number, runs: readonly Run[]): number {
  const centre = (from + to) / 2;
  const freedom = Math.max(0, (Math.abs(to - from) - runsWidth(runs)) / 2 - PAD);
  const wish = (from + end) / 2 - centre;
  return centre + Math.max(-freedom, Math.min(freedom, wish));
}
