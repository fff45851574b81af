import { broker, device } from '../kit/cast.ts';
import type { Figure } from '../kit/figure.ts';
import { arrow, box, letter, line, pill, words } from '../kit/marks.ts';
import { strip } from '../kit/strip.ts';

export const session: Figure = {
  name: 'session',
  width: 1136,
  height: 410,
  title: { en: 'A session while its client is away', ja: '留守のあいだのセッション' },
  describes: {
    en: 'One: a client subscribes at QoS 1 and goes to sleep. Two: two QoS 1 messages wait at the broker. Three: it comes back and gets both in order, without subscribing again.',
    ja: '1、QoS 1で購読して眠る。2、QoS 1のメッセージが2通、ブローカーで待つ。3、戻ってくると、購読し直さなくても順番に届く。',
  },
  draw: (say) =>
    strip(410, [
      {
        title: say({ en: 'Subscribe, sleep', ja: '購読して、眠る' }),
        inside: [
          broker(280, 160, { half: 52 }),
          device('phone', 82, 300, { half: 48 }),
          arrow([138, 262], [222, 198], 'muted'),
          words(150, 178, 'SUBSCRIBE', { mono: true, size: 24 }),
          pill(242, 300, 'office/door', 'good', 206, true),
        ],
        caption: say({ en: 'the broker remembers', ja: 'ブローカーが覚えている' }),
      },
      {
        title: say({ en: 'Messages come', ja: '留守のあいだに届く' }),
        inside: [
          broker(280, 160, { half: 52 }),
          device('door', 82, 160, { half: 48 }),
          arrow([140, 160], [218, 160], 'message'),
          box(196, 248, 150, 66, { fill: 'message-pale', edge: 'message', round: 14 }),
          line(
            [
              [280, 216],
              [280, 244],
            ],
            'message',
            4,
          ),
          letter(236, 281),
          letter(304, 281),
          device('phone', 82, 300, { half: 48, edge: 'pipe', role: 'line' }),
          words(146, 262, 'z z', { size: 26, role: 'muted', bold: true }),
        ],
        caption: say({ en: 'two of them wait here', ja: '2通が、ここで待つ' }),
      },
      {
        title: say({ en: 'It comes back', ja: '戻ると、順番に届く' }),
        inside: [
          broker(280, 160, { half: 52 }),
          device('phone', 82, 300, { half: 48 }),
          arrow([224, 200], [138, 264], 'message'),
          letter(160, 196),
          letter(104, 196),
          pill(242, 300, 'office/door', 'good', 206, true),
        ],
        caption: say({ en: 'no need to subscribe again', ja: '購読し直さなくてよい' }),
      },
    ]),
};
