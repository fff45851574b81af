import type { Role } from '../kit/colours.ts';
import type { Figure, Say } from '../kit/figure.ts';
import { box, line, words } from '../kit/marks.ts';

const CELL = 60;

const cells = (x: number, bits: string, ground: Role, edge: Role) =>
  [...bits].flatMap((bit, index) => [
    box(x + index * CELL, 112, CELL, 84, { fill: ground, edge, round: 4 }),
    words(x + index * CELL + CELL / 2, 166, bit, { size: 36, mono: true, bold: true }),
  ]);

const brace = (x: number, bits: number) => {
  const [left, right] = [x + 6, x + bits * CELL - 6];
  const middle = (left + right) / 2;
  return [
    line(
      [
        [left, 210],
        [left, 224],
        [right, 224],
        [right, 210],
      ],
      'muted',
      2.5,
    ),
    line(
      [
        [middle, 224],
        [middle, 240],
      ],
      'muted',
      2.5,
    ),
  ];
};

const explained = (x: number, title: string, detail: readonly string[]) => [
  words(x, 282, title, { bold: true, size: 28 }),
  ...detail.map((text, index) => words(x, 322 + index * 38, text)),
];

const byte = (say: Say, x: number, number: number, hex: string) => [
  words(x, 44, say({ en: `byte ${number}`, ja: `${number}バイト目` }), { role: 'muted' }),
  words(x, 88, hex, { mono: true, bold: true, size: 34 }),
];

export const twoBytes: Figure = {
  name: 'two-bytes',
  width: 1136,
  height: 376,
  title: { en: 'A packet of two bytes', ja: '2バイトのパケット' },
  describes: {
    en: 'PINGREQ bit by bit: c0 is type 12 and four unused flags, 00 says that zero bytes follow.',
    ja: 'PINGREQのビット。1バイト目c0は、上位4ビットが種類の12番、下位4ビットが使わないフラグ。2バイト目00は、残りの長さが0バイト。',
  },
  draw: (say) => [
    ...byte(say, 290, 1, 'c0'),
    ...byte(say, 846, 2, '00'),
    ...cells(50, '1100', 'message-pale', 'message'),
    ...cells(290, '0000', 'tile', 'line'),
    ...cells(606, '00000000', 'kept-pale', 'kept'),
    ...brace(50, 4),
    ...brace(290, 4),
    ...brace(606, 8),
    ...explained(170, say({ en: 'type', ja: '種類' }), [say({ en: '12: PINGREQ', ja: '12番：PINGREQ' })]),
    ...explained(410, say({ en: 'flags', ja: 'フラグ' }), [say({ en: 'none here', ja: 'ここでは使わない' })]),
    ...explained(846, say({ en: 'remaining length', ja: '残りの長さ' }), [
      say({ en: '0 bytes: that was all', ja: '0バイト（これでおしまい）' }),
    ]),
  ],
};
