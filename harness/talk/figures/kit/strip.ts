import { element } from '../../../base/xml.ts';
import { box, words } from './marks.ts';

const STRIP_WIDTH = 1136;
const GAP = 24;

interface Scene {
  readonly title: string;
  readonly inside: readonly string[];
  /** What it comes to, in a few words at the foot. */
  readonly caption?: string;
}

/** Three scenes side by side, read like a comic strip; each draws in its own coordinates, from its upper left corner. */
export function strip(height: number, scenes: readonly Scene[]): string[] {
  const width = sceneWidth(scenes.length);
  return scenes.map(({ title, inside, caption }, index) =>
    element(
      'g',
      { transform: `translate(${Math.round(index * (width + GAP))} 0)` },
      box(1, 1, width - 2, height - 2, { edge: 'pipe', round: 20 }),
      element('circle', { cx: 40, cy: 42, r: 19, class: 'fill-broker' }),
      words(40, 51, String(index + 1), { size: 25, role: 'on-broker', bold: true }),
      words(72, 51, title, { size: 27, bold: true, anchor: 'start' }),
      ...inside,
      caption === undefined ? '' : words(width / 2, height - 24, caption, { size: 24, role: 'muted' }),
    ),
  );
}

const sceneWidth = (count: number): number => (STRIP_WIDTH - GAP * (count - 1)) / count;
