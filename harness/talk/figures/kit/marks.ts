import { element, escapeXml } from '../../../base/xml.ts';
import type { Role } from './colours.ts';

export type Point = readonly [x: number, y: number];

interface Lettering {
  /** Pixels; no text of a slide is under 24. */
  readonly size?: number;
  readonly role?: Role;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  readonly mono?: boolean;
}

/** Words with their baseline at `y`. */
export function words(x: number, y: number, text: string, lettering: Lettering = {}): string {
  const { size = 26, role = 'ink', anchor = 'middle', bold = false, mono = false } = lettering;
  const names = [`fill-${role}`, bold && 'bold', mono && 'mono'].filter(Boolean).join(' ');
  return element('text', { x, y, class: names, 'font-size': size, 'text-anchor': anchor }, escapeXml(text));
}

/** Several lines of words, `y` the baseline of the first. */
export const lines = (x: number, y: number, texts: readonly string[], lettering: Lettering = {}): string =>
  texts.map((text, index) => words(x, y + index * (lettering.size ?? 26) * 1.35, text, lettering)).join('');

export const box = (
  x: number,
  y: number,
  width: number,
  height: number,
  { fill, edge, round = 14 }: { readonly fill?: Role; readonly edge?: Role; readonly round?: number },
): string =>
  element('rect', {
    x,
    y,
    width,
    height,
    rx: round,
    class: [fill && `fill-${fill}`, edge && `line-${edge}`].filter(Boolean).join(' '),
    fill: fill ? undefined : 'none',
    'stroke-width': edge ? 2 : undefined,
  });

/** A short word on a coloured ground, `x` and `y` its middle. */
export function pill(x: number, y: number, text: string, role: Role, width: number, mono = false): string {
  const ground = {
    message: 'message-pale',
    kept: 'kept-pale',
    good: 'good-pale',
    lost: 'lost-pale',
  } as const;
  const fill = role in ground ? ground[role as keyof typeof ground] : 'tile';
  return (
    box(x - width / 2, y - 22, width, 44, { fill, round: 22 }) +
    words(x, y + 9, text, { size: 24, role, bold: !mono, mono })
  );
}

export const line = (points: readonly Point[], role: Role, width = 2, dashes?: string): string =>
  element('path', {
    d: path(points),
    class: `stroke line-${role}`,
    'stroke-width': width,
    'stroke-dasharray': dashes,
  });

/** A straight way with a head at its end. */
export function arrow(
  [x1, y1]: Point,
  [x2, y2]: Point,
  role: Role,
  { dashes }: { dashes?: string } = {},
): string {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const back = (length: number, aside: number): Point => [
    x2 - length * Math.cos(angle) - aside * Math.sin(angle),
    y2 - length * Math.sin(angle) + aside * Math.cos(angle),
  ];
  return (
    line([[x1, y1], back(16, 0)], role, 4, dashes) +
    element('path', { d: `${path([[x2, y2], back(18, 9), back(18, -9)])}Z`, class: `fill-${role}` })
  );
}

/** Where something ends that should have gone on. */
export const cross = (x: number, y: number, size = 14): string =>
  line(
    [
      [x - size, y - size],
      [x + size, y + size],
    ],
    'lost',
    6,
  ) +
  line(
    [
      [x - size, y + size],
      [x + size, y - size],
    ],
    'lost',
    6,
  );

/** A message on its way: an envelope, `x` and `y` its middle. */
export function letter(x: number, y: number, role: Role = 'message', size = 1): string {
  const [w, h] = [46 * size, 32 * size];
  const [left, top] = [x - w / 2, y - h / 2];
  const flap = path([
    [left + 3, top + 4],
    [x, y + 3 * size],
    [left + w - 3, top + 4],
  ]);
  return (
    element('rect', { x: left, y: top, width: w, height: h, rx: 6, class: `fill-${role}` }) +
    element('path', { d: flap, class: 'stroke line-paper', 'stroke-width': 3 })
  );
}

/** The place of a message that is not there. */
export const gap = (x: number, y: number, role: Role = 'lost', size = 1): string =>
  element('rect', {
    x: x - 23 * size,
    y: y - 16 * size,
    width: 46 * size,
    height: 32 * size,
    rx: 6,
    class: `stroke line-${role}`,
    'stroke-width': 3,
    'stroke-dasharray': '5 6',
  });

/** Two strokes where a connection breaks, as in the sequence diagrams. */
export const broken = (x: number, y: number): string =>
  [-7, 7]
    .map((aside) =>
      line(
        [
          [x + aside - 6, y + 14],
          [x + aside + 6, y - 14],
        ],
        'lost',
        4,
      ),
    )
    .join('');

/** A connection that breaks, dotted on both sides of where it does. */
export function cut(from: number, to: number, y: number): string {
  const middle = (from + to) / 2;
  const dotted = (x1: number, x2: number) =>
    line(
      [
        [x1, y],
        [x2, y],
      ],
      'lost',
      4,
      '1 9',
    );
  return dotted(from, middle - 20) + broken(middle, y) + dotted(middle + 20, to);
}

/** The `d` of a polyline. */
const path = (points: readonly Point[]): string =>
  `M${points.map((point) => point.map(tenths).join(' ')).join('L')}`;

/** As exact as a picture has to be, and the same on every machine. */
export const tenths = (value: number): number => Math.round(value * 10) / 10;
