import { broker, device } from '../kit/cast.ts';
import type { Figure } from '../kit/figure.ts';
import { arrow, letter, pill, words } from '../kit/marks.ts';

const heading = { size: 26, bold: true, role: 'muted' } as const;

export const threeRoles: Figure = {
  name: 'three-roles',
  width: 1136,
  height: 430,
  title: { en: 'Publisher, broker, subscriber', ja: '送る人、配る人、受け取る人' },
  describes: {
    en: 'A door and a window publish to their topics. The broker hands on what the phone (office/door) and the dashboard (office/#) subscribed to.',
    ja: 'ドアと窓が、それぞれのトピックへ送る。ブローカーは、office/doorを購読するスマホと、office/#を購読する管理画面へ配る。',
  },
  draw: (say) => [
    words(20, 36, say({ en: 'Publisher sends', ja: '送る人：Publisher' }), { ...heading, anchor: 'start' }),
    words(568, 36, say({ en: 'Broker hands out', ja: '配る人：Broker' }), heading),
    words(1120, 36, say({ en: 'Subscriber receives', ja: '受け取る人：Subscriber' }), {
      ...heading,
      anchor: 'end',
    }),
    device('door', 110, 120, { label: say({ en: 'Door', ja: 'ドア' }) }),
    device('window', 110, 314, { label: say({ en: 'Window', ja: '窓' }) }),
    broker(568, 216, { half: 84 }),
    device('phone', 1006, 106, {}),
    pill(1006, 186, 'office/door', 'message', 196, true),
    device('dashboard', 1006, 304, {}),
    pill(1006, 384, 'office/#', 'message', 150, true),
    arrow([172, 126], [470, 182], 'message'),
    letter(321, 154),
    words(330, 112, 'office/door', { mono: true, size: 25, role: 'message' }),
    arrow([172, 308], [470, 252], 'message'),
    letter(321, 280),
    words(330, 336, 'office/window', { mono: true, size: 25, role: 'message' }),
    arrow([666, 168], [944, 112], 'message'),
    letter(805, 140),
    arrow([666, 262], [944, 314], 'message'),
    letter(768, 281),
    letter(840, 295),
  ],
};
