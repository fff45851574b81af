import { broker, device } from '../kit/cast.ts';
import type { Figure } from '../kit/figure.ts';
import { arrow, cut, letter, words } from '../kit/marks.ts';
import { strip } from '../kit/strip.ts';

export const lastWill: Figure = {
  name: 'last-will',
  width: 1136,
  height: 410,
  title: { en: 'A last will', ja: '遺言（Last Will）' },
  describes: {
    en: 'One: with CONNECT the thermometer leaves a message with the broker. Two: its connection breaks. Three: the broker publishes “offline” in its name.',
    ja: '1、温度計がCONNECTのときに遺言を預ける。2、接続が突然切れる。3、ブローカーが代わりに「offline」を送る。',
  },
  draw: (say) =>
    strip(410, [
      {
        title: say({ en: 'Left with CONNECT', ja: 'つなぐときに預ける' }),
        inside: [
          device('thermometer', 82, 200, { half: 48 }),
          broker(280, 200, { half: 52 }),
          arrow([140, 200], [218, 200], 'muted'),
          words(180, 122, 'CONNECT', { mono: true, size: 25 }),
          letter(180, 160, 'kept', 0.9),
          words(180, 318, say({ en: '“If I vanish,', ja: '「いなくなったら' }), { bold: true, role: 'kept' }),
          words(180, 354, say({ en: 'send this.”', ja: 'これを送って」' }), { bold: true, role: 'kept' }),
        ],
      },
      {
        title: say({ en: 'Suddenly gone', ja: '突然、いなくなる' }),
        inside: [
          device('thermometer', 82, 200, { half: 48, edge: 'pipe', role: 'line' }),
          broker(280, 200, { half: 52 }),
          cut(142, 218, 200),
          letter(280, 290, 'kept', 0.9),
          words(180, 354, say({ en: 'the broker has the will', ja: 'ブローカーが持っている' }), {
            bold: true,
            role: 'kept',
          }),
        ],
      },
      {
        title: say({ en: 'The broker sends it', ja: 'ブローカーが送る' }),
        inside: [
          broker(82, 200, { half: 52 }),
          device('dashboard', 280, 200, { half: 48 }),
          arrow([144, 200], [224, 200], 'message'),
          letter(182, 160, 'message', 0.9),
          words(180, 318, 'sensor/status', { mono: true, size: 25 }),
          words(180, 356, '"offline"', { mono: true, size: 26, bold: true, role: 'good' }),
        ],
      },
    ]),
};
