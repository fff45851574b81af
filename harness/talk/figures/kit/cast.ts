import { element } from '../../../base/xml.ts';
import type { Role } from './colours.ts';
import { box, tenths, words } from './marks.ts';

/** Line drawings in a square of 64, the same things in every figure. */
const drawings = {
  door: 'M20 56V8h24v48M12 56h40M37 32v3',
  window: 'M12 10h40v44H12zM32 10v44M12 32h40',
  thermometer: 'M26 12a6 6 0 0 1 12 0v24a12 12 0 1 1-12 0zM32 24v22',
  bulb: 'M22 42a17 17 0 1 1 20 0c-3 3-3 5-3 8H25c0-3 0-5-3-8zM26 57h12',
  phone: 'M20 6h24a4 4 0 0 1 4 4v44a4 4 0 0 1-4 4H20a4 4 0 0 1-4-4V10a4 4 0 0 1 4-4zM29 50h6',
  dashboard: 'M8 12h48v32H8zM24 54h16M32 44v10M18 36v-8M28 36V22M38 36v-6M48 36V20',
  browser: 'M8 12h48v40H8zM8 22h48M14 17h1M20 17h1M26 17h1',
  server: 'M12 10h40v18H12zM12 34h40v18H12zM20 19h1M20 43h1M30 19h14M30 43h14',
  chat: 'M10 12h44v30H30L18 54V42h-8zM22 24h20M22 32h12',
  house: 'M8 32 32 10l24 22M14 28v26h36V28M27 54V40h10v14',
  factory: 'M8 54V24l14 10V24l14 10V24l14 10V10h8v44zM18 44h4M30 44h4M42 44h4',
  code: 'M22 20 8 32l14 12M42 20l14 12-14 12M36 12l-8 40',
} as const;

export type Thing = keyof typeof drawings;

/** One of the drawings by itself, `x` and `y` its middle. */
export const drawing = (thing: Thing, x: number, y: number, scale = 1, role: Role = 'ink'): string =>
  element('path', {
    d: drawings[thing],
    transform: `translate(${tenths(x - 32 * scale)} ${tenths(y - 32 * scale)}) scale(${Number(scale.toFixed(3))})`,
    class: `stroke line-${role}`,
    'stroke-width': Math.round(32 / scale) / 10,
  });

interface Look {
  readonly label?: string;
  /** Half of the tile's side. */
  readonly half?: number;
  readonly edge?: Role;
  readonly role?: Role;
}

/** Something that speaks MQTT, `x` and `y` the middle of its tile; its name stands below. */
export function device(thing: Thing, x: number, y: number, look: Look = {}): string {
  const { label, half = 46, edge = 'line', role = 'ink' } = look;
  return [
    box(x - half, y - half, half * 2, half * 2, { fill: 'tile', edge, round: half / 2.2 }),
    drawing(thing, x, y, half / 46, role),
    label === undefined ? '' : words(x, y + half + 32, label, { size: 25, bold: true }),
  ].join('');
}

/** The one in the middle of everything: dark, with lines that come together in it. */
export function broker(
  x: number,
  y: number,
  { label, half = 62 }: Pick<Look, 'label' | 'half'> = {},
): string {
  const arm = half * 0.56;
  const spokes = [-90, -18, 54, 126, 198].map((degrees) => {
    const [dx, dy] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    const [ex, ey] = [Math.round(x + arm * dx), Math.round(y + arm * dy)];
    return (
      element('path', { d: `M${x} ${y}L${ex} ${ey}`, class: 'stroke line-on-broker', 'stroke-width': 4 }) +
      element('circle', { cx: ex, cy: ey, r: Math.round(half / 9), class: 'fill-on-broker' })
    );
  });
  return [
    box(x - half, y - half, half * 2, half * 2, { fill: 'broker', round: half / 2.4 }),
    ...spokes,
    element('circle', { cx: x, cy: y, r: Math.round(half / 4.4), class: 'fill-on-broker' }),
    label === undefined ? '' : words(x, y + half + 32, label, { size: 25, bold: true }),
  ].join('');
}
