import { broker, device, drawing, type Thing } from '../kit/cast.ts';
import type { Figure, Say } from '../kit/figure.ts';
import { arrow, box, letter, line, type Point, words } from '../kit/marks.ts';

/** When the door opens, on the time line. */
const OPENS = 830;
const questions = [340, 520, 700, 880];
/** When the answer to the last question is there. */
const ANSWERED = 926;

const timeline = (y: number) =>
  line(
    [
      [244, y],
      [1110, y],
    ],
    'pipe',
    8,
  );

const opening = (say: Say, y: number) => [
  line(
    [
      [OPENS, y - 126],
      [OPENS, y + 22],
    ],
    'kept',
    3,
    '4 7',
  ),
  box(OPENS - 30, y + 10, 60, 60, { fill: 'kept-pale', round: 30 }),
  drawing('door', OPENS, y + 40, 0.7, 'kept'),
  words(OPENS - 44, y + 52, say({ en: 'the door opens', ja: 'ドアが開く' }), {
    anchor: 'end',
    role: 'kept',
    size: 25,
    bold: true,
  }),
];

const named = (thing: Thing, y: number, name: string) => [
  device(thing, 56, y, { half: 38 }),
  words(106, y + 9, name, { anchor: 'start', size: 25, bold: true }),
];

const question = (say: Say, x: number, index: number) => {
  const news = index === questions.length - 1;
  const [down, up]: [Point, Point] = [
    [x + 46, 62],
    [x + 46, 148],
  ];
  return [
    arrow([x, 62], [x, 148], 'muted'),
    arrow(up, down, news ? 'message' : 'muted'),
    words(x + 62, 113, news ? say({ en: 'yes!', ja: '開いた！' }) : say({ en: 'no', ja: 'まだ' }), {
      anchor: 'start',
      role: news ? 'message' : 'muted',
      bold: news,
      size: 25,
    }),
    words(x - 12, 113, index === 0 ? say({ en: 'open?', ja: '開いた？' }) : '?', { anchor: 'end', size: 25 }),
  ];
};

export const askOrBeTold: Figure = {
  name: 'ask-or-be-told',
  width: 1136,
  height: 430,
  title: { en: 'To ask, or to be told', ja: '聞きに行くのと、知らせてもらうのと' },
  describes: {
    en: 'Above: an app asks a server again and again and learns late that the door opened. Below: it subscribed once, and the broker tells it as soon as the door opens.',
    ja: '上は、アプリがサーバーに何度も聞きに行き、ドアが開いてからしばらくして気づく。下は、一度購読しておくと、ドアが開いたときにブローカーからすぐ届く。',
  },
  draw: (say) => [
    timeline(48),
    timeline(162),
    ...named('phone', 44, say({ en: 'app', ja: 'アプリ' })),
    ...named('server', 158, say({ en: 'server', ja: 'サーバー' })),
    ...opening(say, 162),
    ...questions.flatMap((x, index) => question(say, x, index)),
    line(
      [
        [OPENS, 22],
        [ANSWERED, 22],
      ],
      'kept',
      4,
    ),
    line(
      [
        [OPENS, 14],
        [OPENS, 30],
      ],
      'kept',
      4,
    ),
    line(
      [
        [ANSWERED, 14],
        [ANSWERED, 30],
      ],
      'kept',
      4,
    ),
    words(OPENS - 16, 31, say({ en: 'noticed this late', ja: '気づくまでの遅れ' }), {
      anchor: 'end',
      role: 'kept',
      bold: true,
      size: 25,
    }),

    timeline(270),
    timeline(370),
    ...named('phone', 266, say({ en: 'app', ja: 'アプリ' })),
    broker(56, 368, { half: 38 }),
    words(106, 377, say({ en: 'broker', ja: 'ブローカー' }), { anchor: 'start', size: 25, bold: true }),
    ...opening(say, 358),
    arrow([340, 284], [340, 354], 'muted'),
    words(360, 328, say({ en: '“tell me” (once)', ja: '「知らせて」は一度だけ' }), {
      anchor: 'start',
      size: 25,
    }),
    arrow([OPENS + 22, 354], [OPENS + 22, 284], 'message'),
    letter(OPENS + 72, 319),
    words(OPENS + 108, 328, say({ en: 'open!', ja: '開いた！' }), {
      anchor: 'start',
      role: 'message',
      bold: true,
      size: 25,
    }),
  ],
};
