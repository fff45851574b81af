import { broker, device } from '../kit/cast.ts';
import type { Figure } from '../kit/figure.ts';
import { arrow, words } from '../kit/marks.ts';

export const qosHops: Figure = {
  name: 'qos-hops',
  width: 1136,
  height: 168,
  title: { en: 'QoS is agreed hop by hop', ja: 'QoSは区間ごとに決まる' },
  describes: {
    en: 'Published at QoS 2, subscribed at QoS 1: the second hop is at QoS 1, the lower of both.',
    ja: 'QoS 2で送り、QoS 1で購読している。2つ目の区間は、低いほうのQoS 1になる。',
  },
  draw: (say) => [
    device('door', 80, 66, { half: 46, label: say({ en: 'sends at 2', ja: '2で送る' }) }),
    broker(568, 66, { half: 52 }),
    device('phone', 1056, 66, { half: 46, label: say({ en: 'asked for 1', ja: '1で購読' }) }),
    arrow([142, 72], [504, 72], 'message'),
    words(318, 52, 'QoS 2', { size: 34, bold: true, role: 'message' }),
    words(318, 112, say({ en: 'one agreement', ja: '送る人との約束' }), { size: 24, role: 'muted' }),
    arrow([632, 72], [994, 72], 'message'),
    words(818, 52, 'QoS 1', { size: 34, bold: true, role: 'message' }),
    words(818, 112, say({ en: 'another one', ja: '受け取る人との約束' }), { size: 24, role: 'muted' }),
  ],
};
