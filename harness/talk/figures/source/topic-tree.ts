import { element } from '../../../base/xml.ts';
import type { Figure } from '../kit/figure.ts';
import { box, letter, line, words } from '../kit/marks.ts';

const FIRST_ROW = 122;
const ROW = 62;
const rows = [
  { level: 0, name: 'office', for: [false, false, true] },
  { level: 1, name: 'door', for: [true, true, true] },
  { level: 1, name: 'window', for: [false, true, true] },
  { level: 2, name: 'room1/temperature', for: [false, false, true] },
  { level: 0, name: 'home/door', for: [false, false, false] },
] as const;
const filters = [
  { filter: 'office/door', x: 620 },
  { filter: 'office/+', x: 826 },
  { filter: 'office/#', x: 1032 },
] as const;

const yOf = (row: number): number => FIRST_ROW + row * ROW;

export const topicTree: Figure = {
  name: 'topic-tree',
  width: 1136,
  height: 428,
  title: { en: 'A tree of topics, and what subscriptions match', ja: 'トピックの木と、購読に一致するもの' },
  describes: {
    en: 'office/door matches itself only; office/+ matches office/door and office/window; office/# matches office and everything below, but not home/door.',
    ja: 'office/doorに届くのはそれ自身だけ。office/+にはoffice/doorとoffice/window。office/#にはofficeと、その下のすべて。home/doorはどれにも届かない。',
  },
  draw: (say) => [
    words(30, 44, say({ en: 'sent to', ja: '送った宛名' }), { anchor: 'start', bold: true, role: 'muted' }),
    words(500, 44, say({ en: 'subscribed to', ja: '購読' }), { anchor: 'end', bold: true, role: 'muted' }),
    ...filters.flatMap(({ filter, x }) => [
      box(x - 97, 12, 194, 400, { fill: 'tile', round: 18 }),
      words(x, 52, filter, { mono: true, bold: true, role: 'message' }),
    ]),
    line(
      [
        [52, yOf(0) + 16],
        [52, yOf(3) - 6],
      ],
      'line',
      3,
    ),
    ...[1, 2, 3].map((row) =>
      line(
        [
          [52, yOf(row) - 6],
          [80, yOf(row) - 6],
        ],
        'line',
        3,
      ),
    ),
    ...rows.flatMap(({ level, name, for: matched }, row) => [
      words(level === 0 ? 34 : 92, yOf(row) + 3, name, { mono: true, anchor: 'start', bold: level === 0 }),
      ...filters.map(({ x }, column) =>
        matched[column]
          ? letter(x, yOf(row) - 6)
          : element('circle', { cx: x, cy: yOf(row) - 6, r: 5, class: 'fill-line' }),
      ),
    ]),
    line(
      [
        [30, yOf(3) + 26],
        [512, yOf(3) + 26],
      ],
      'pipe',
      2,
    ),
  ],
};
