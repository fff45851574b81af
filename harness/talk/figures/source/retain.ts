import { broker, device } from '../kit/cast.ts';
import type { Figure } from '../kit/figure.ts';
import { arrow, box, letter, line, pill, words } from '../kit/marks.ts';
import { strip } from '../kit/strip.ts';

/** Struck out: it is no longer there. */
const replaced = (y: number): string =>
  line(
    [
      [128, y],
      [240, y],
    ],
    'muted',
    3,
  );

export const retain: Figure = {
  name: 'retain',
  width: 1136,
  height: 410,
  title: { en: 'Retain, and late subscribers', ja: 'retainと、あとから来た人' },
  describes: {
    en: 'One: the door publishes with retain; the phone that is there gets it without the flag. Two: a newer retained message replaces the older one. Three: a late subscriber gets the last one, flagged retain.',
    ja: '1、ドアがretain付きで送る。その場にいたスマホには、印なしで届く。2、新しいものが前のものを置き換える。3、あとから購読した人に、最後の1通がretainの印付きで届く。',
  },
  draw: (say) =>
    strip(410, [
      {
        title: say({ en: 'Send with retain', ja: 'retain付きで送る' }),
        inside: [
          device('door', 70, 158, { half: 44 }),
          broker(180, 282, { half: 52 }),
          device('phone', 290, 158, { half: 44 }),
          arrow([92, 208], [132, 246], 'kept'),
          letter(62, 248, 'kept', 0.9),
          arrow([228, 246], [268, 208], 'message'),
          letter(298, 248, 'message', 0.9),
          words(70, 302, 'retain', { mono: true, size: 24, role: 'kept' }),
          words(298, 302, say({ en: 'no flag', ja: '印なし' }), { size: 24, role: 'muted' }),
        ],
        caption: say({ en: 'already there? It is news', ja: 'いた人には「知らせ」' }),
      },
      {
        title: say({ en: 'Only the last is kept', ja: '残るのは最後の1通' }),
        inside: [
          box(40, 96, 280, 236, { fill: 'kept-pale', round: 18 }),
          letter(92, 140, 'line', 0.9),
          words(136, 149, '"open"', { mono: true, anchor: 'start', role: 'muted' }),
          replaced(140),
          letter(92, 204, 'line', 0.9),
          words(136, 213, '"ajar"', { mono: true, anchor: 'start', role: 'muted' }),
          replaced(204),
          letter(92, 286, 'kept', 1.25),
          words(136, 296, '"closed"', { mono: true, anchor: 'start', bold: true, size: 30, role: 'kept' }),
        ],
        caption: say({ en: 'no history, no queue', ja: '履歴でも、列でもない' }),
      },
      {
        title: say({ en: 'For latecomers', ja: 'あとから来た人へ' }),
        inside: [
          broker(82, 200, { half: 52 }),
          device('dashboard', 280, 200, { half: 48 }),
          arrow([144, 200], [224, 200], 'kept'),
          letter(184, 156, 'kept', 0.9),
          words(180, 296, '"closed"', { mono: true, bold: true, role: 'kept', size: 28 }),
          pill(180, 334, say({ en: 'flagged retain', ja: 'retainの印付き' }), 'kept', 230),
        ],
        caption: say({ en: 'at once: the state so far', ja: 'すぐに、「今の状態」が届く' }),
      },
    ]),
};
