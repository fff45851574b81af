import { broker, device } from '../kit/cast.ts';
import type { Figure } from '../kit/figure.ts';
import { arrow, broken, line, type Point, words } from '../kit/marks.ts';

const [CLIENT, BROKER] = [84, 280];
/** One keep alive interval on the time line. */
const INTERVAL = 200;
const pings = [260, 260 + INTERVAL];
const LAST = 260 + INTERVAL;

const mark = (x: number, y: number): Point[] => [
  [x, y - 10],
  [x, y + 10],
];

export const keepAlive: Figure = {
  name: 'keep-alive',
  width: 1136,
  height: 416,
  title: { en: 'Keep alive', ja: '生存確認' },
  describes: {
    en: 'A client with nothing to say sends PINGREQ every interval and gets PINGRESP. Then the cable is pulled; after one and a half intervals of silence the broker hangs up.',
    ja: '話すことのないクライアントは、間隔ごとにPINGREQを送り、PINGRESPをもらう。ケーブルが抜けて黙り込むと、ブローカーは間隔の1.5倍を過ぎたところで切る。',
  },
  draw: (say) => [
    device('thermometer', 60, CLIENT, { half: 44 }),
    broker(60, BROKER, { half: 44 }),
    line(
      [
        [124, CLIENT],
        [560, CLIENT],
      ],
      'pipe',
      10,
    ),
    line(
      [
        [560, CLIENT],
        [1110, CLIENT],
      ],
      'pipe',
      10,
      '2 18',
    ),
    line(
      [
        [124, BROKER],
        [LAST + INTERVAL * 1.5 + 24, BROKER],
      ],
      'pipe',
      10,
    ),
    ...pings.flatMap((x) => [
      arrow([x, CLIENT + 14], [x, BROKER - 14], 'message'),
      arrow([x + 44, BROKER - 14], [x + 44, CLIENT + 14], 'muted'),
      words(x - 14, 190, 'PINGREQ', { mono: true, size: 24, role: 'message', anchor: 'end' }),
    ]),
    words(LAST + 58, 190, 'PINGRESP', { mono: true, size: 24, role: 'muted', anchor: 'start' }),
    broken(560, CLIENT),
    words(560, 46, say({ en: 'the cable is pulled', ja: 'ケーブルが抜ける' }), { role: 'lost', bold: true }),
    line(
      [
        [260, 340],
        [260 + INTERVAL, 340],
      ],
      'muted',
      4,
    ),
    line(mark(260, 340), 'muted', 4),
    line(mark(LAST, 340), 'muted', 4),
    words(260 + INTERVAL / 2, 384, say({ en: 'interval', ja: '約束の間隔' }), { role: 'muted', bold: true }),
    line(
      [
        [LAST, 340],
        [LAST + INTERVAL * 1.5, 340],
      ],
      'lost',
      4,
    ),
    line(mark(LAST + INTERVAL * 1.5, 340), 'lost', 4),
    words(LAST + INTERVAL * 0.75, 384, say({ en: 'interval × 1.5', ja: '間隔 × 1.5' }), {
      role: 'lost',
      bold: true,
    }),
    broken(LAST + INTERVAL * 1.5 + 28, BROKER),
    words(LAST + INTERVAL * 1.5 + 56, BROKER - 6, say({ en: '“Must be gone”:', ja: '「もういないな」と' }), {
      anchor: 'start',
      role: 'lost',
      bold: true,
    }),
    words(
      LAST + INTERVAL * 1.5 + 56,
      BROKER + 30,
      say({ en: 'the broker hangs up', ja: 'ブローカーが切る' }),
      {
        anchor: 'start',
        role: 'lost',
        bold: true,
      },
    ),
  ],
};
