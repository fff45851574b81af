import { element } from '../../../base/xml.ts';
import { broker, device } from '../kit/cast.ts';
import type { Figure, Say } from '../kit/figure.ts';
import { arrow, box, cross, cut, gap, letter, line, words } from '../kit/marks.ts';

const LANE = 128;
/** What is lost at each level, on which way, and how often the message then arrives. */
const accidents = [
  { lost: 'PUBLISH', delivered: 0 },
  { lost: 'PUBACK', delivered: 2 },
  { lost: 'PUBREC', delivered: 1 },
] as const;

/** Lost for good, once too often, as it should be. */
const verdict = { 0: 'lost', 1: 'good', 2: 'kept' } as const;

const hop = (lost: string) =>
  lost === 'PUBLISH'
    ? [
        line(
          [
            [276, 58],
            [392, 58],
          ],
          'message',
          4,
          '9 9',
        ),
        cross(410, 58),
        cut(444, 530, 58),
        words(330, 42, lost, { mono: true, size: 24, bold: true, role: 'lost' }),
      ]
    : [
        arrow([276, 40], [522, 40], 'message'),
        line(
          [
            [526, 80],
            [408, 80],
          ],
          'muted',
          4,
          '9 9',
        ),
        cross(390, 80),
        cut(274, 360, 80),
        words(468, 111, lost, { mono: true, size: 24, bold: true, role: 'lost' }),
      ];

/** The letters that are at the subscriber in the end, or the question how many there will be. */
const outcome = (delivered: 0 | 1 | 2 | undefined, say: Say) => {
  if (delivered === undefined)
    return [
      line(
        [
          [660, 64],
          [816, 64],
        ],
        'pipe',
        8,
        '2 14',
      ),
      words(1030, 92, '?', { size: 76, bold: true, role: 'kept' }),
    ];
  const letters = Array.from({ length: delivered }, (_, index) =>
    letter(700 + index * 76, 64, 'message', 1.1),
  );
  return [
    ...(delivered === 0 ? [gap(738, 64, 'lost', 1.1)] : letters),
    words(1000, 94, String(delivered), {
      size: 84,
      bold: true,
      role: verdict[delivered],
      anchor: 'middle',
    }),
    words(1036, 88, say({ en: delivered === 1 ? 'time' : 'times', ja: '回' }), {
      size: 28,
      bold: true,
      anchor: 'start',
    }),
  ];
};

const lanes = (say: Say, told: boolean) =>
  accidents.map(({ lost, delivered }, level) =>
    element(
      'g',
      { transform: `translate(0 ${level * (LANE + 10)})` },
      box(1, 1, 1134, LANE - 2, { edge: 'pipe', round: 20 }),
      words(36, 76, `QoS ${level}`, { size: 34, bold: true, anchor: 'start' }),
      device('door', 222, 64, { half: 42 }),
      broker(588, 64, { half: 50 }),
      ...hop(lost),
      device('phone', 886, 64, { half: 42 }),
      ...outcome(told ? delivered : undefined, say),
    ),
  );

const describes = {
  en: 'At QoS 0 PUBLISH is lost, at QoS 1 PUBACK, at QoS 2 PUBREC, and the connection breaks.',
  ja: 'QoS 0ではPUBLISH、QoS 1ではPUBACK、QoS 2ではPUBRECが消えて、接続が切れる。',
};

export const sameAccident: Figure = {
  name: 'same-accident',
  width: 1136,
  height: 404,
  title: { en: 'The same accident at three levels', ja: '3つのQoSに、同じ事故' },
  describes: {
    en: `${describes.en} How often does the message arrive?`,
    ja: `${describes.ja}何回届くだろうか。`,
  },
  draw: (say) => lanes(say, false),
};

export const accidentResult: Figure = {
  name: 'accident-result',
  width: 1136,
  height: 404,
  title: { en: 'Delivered 0, 2 and 1 times', ja: '届いたのは0回、2回、1回' },
  describes: {
    en: `${describes.en} Delivered: 0 times, 2 times, 1 time.`,
    ja: `${describes.ja}届いたのは、0回、2回、1回。`,
  },
  draw: (say) => lanes(say, true),
};
