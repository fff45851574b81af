import { element } from '../../../base/xml.ts';
import type { Figure } from '../kit/figure.ts';
import { box, line, words } from '../kit/marks.ts';

const bubble = (x: number, y: number, fill: 'tile' | 'message-pale', topic: string, payload: string) => [
  box(x, y, 400, 84, { fill, round: 16 }),
  words(x + 24, y + 35, topic, { anchor: 'start', size: 24, mono: true, role: 'muted' }),
  words(x + 24, y + 69, payload, { anchor: 'start', mono: true, bold: true }),
];

export const mqttx: Figure = {
  name: 'mqttx',
  width: 1136,
  height: 330,
  title: { en: 'A client with a window', ja: '画面のあるクライアント' },
  describes: {
    en: 'A window like a chat: on the left the subscription office/#, in the middle what was received, on the right what was sent.',
    ja: 'チャットのような画面。左に購読しているoffice/#、中央に受け取ったもの、右に送ったもの。',
  },
  draw: (say) => [
    box(1, 1, 1134, 328, { edge: 'line', round: 18 }),
    line(
      [
        [1, 56],
        [1135, 56],
      ],
      'pipe',
      2,
    ),
    line(
      [
        [330, 56],
        [330, 329],
      ],
      'pipe',
      2,
    ),
    ...(['lost', 'kept', 'good'] as const).map((role, index) =>
      element('circle', { cx: 32 + index * 28, cy: 29, r: 8, class: `fill-${role}` }),
    ),
    words(568, 38, 'mqtt://localhost:1883', { mono: true, size: 24, role: 'muted' }),
    words(30, 104, say({ en: 'subscribed', ja: '購読' }), {
      anchor: 'start',
      size: 25,
      bold: true,
      role: 'muted',
    }),
    box(24, 124, 282, 56, { fill: 'message-pale', round: 12 }),
    words(48, 161, 'office/#', { anchor: 'start', mono: true, role: 'message', bold: true }),
    words(360, 92, say({ en: 'received', ja: '受け取った' }), { anchor: 'start', size: 24, role: 'muted' }),
    ...bubble(356, 106, 'tile', 'office/door', 'open'),
    words(1106, 208, say({ en: 'sent', ja: '送った' }), { anchor: 'end', size: 24, role: 'muted' }),
    ...bubble(710, 222, 'message-pale', 'office/window', 'closed'),
  ],
};
