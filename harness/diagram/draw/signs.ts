import type { Pen } from '../pen.ts';

const ARM = 0.3;

/** A packet is lost, or a connection fails. */
export const drawCross = (pen: Pen, x: number, y: number): string =>
  [ARM, -ARM]
    .map((up) =>
      pen.line(
        'arrow-alarm',
        [
          [x - ARM, y - up],
          [x + ARM, y + up],
        ],
        pen.stroke(0.17),
      ),
    )
    .join('');

/** A packet is held, or a connection is frozen. */
export const drawBars = (pen: Pen, x: number, y: number): string =>
  [x - 0.16, x + 0.16]
    .map((at) =>
      pen.line(
        'arrow-quiet',
        [
          [at, y - 0.32],
          [at, y + 0.32],
        ],
        pen.stroke(0.17),
      ),
    )
    .join('');

/** A connection is cut. */
export const drawBreak = (pen: Pen, x: number, y: number): string =>
  [x - 0.22, x + 0.22]
    .map((at) =>
      pen.line(
        'arrow-alarm',
        [
          [at - 0.18, y + 0.4],
          [at + 0.18, y - 0.4],
        ],
        pen.stroke(0.15),
      ),
    )
    .join('');

/** A connection is closed in good order. */
export const drawStop = (pen: Pen, x: number, y: number): string =>
  pen.line(
    'arrow-quiet',
    [
      [x, y - 0.35],
      [x, y + 0.35],
    ],
    pen.stroke(0.15),
  );

/** An event that does not end the connection. */
export const drawDash = (pen: Pen, x: number, y: number): string =>
  pen.line(
    'arrow-quiet',
    [
      [x - 0.5, y],
      [x + 0.5, y],
    ],
    pen.stroke(0.1),
  );
