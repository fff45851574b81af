import { element } from '../../../base/xml.ts';
import { broker, device } from '../kit/cast.ts';
import type { Figure } from '../kit/figure.ts';
import { arrow, box, line, words } from '../kit/marks.ts';

const COLUMN = 363;
const levels = [
  { packets: ['PUBLISH'], says: { en: 'send and forget', ja: '送りっぱなし' } },
  { packets: ['PUBLISH', 'PUBACK'], says: { en: '“got it”', ja: '「受け取った」' } },
  {
    packets: ['PUBLISH', 'PUBREC', 'PUBREL', 'PUBCOMP'],
    says: { en: 'both sides make sure', ja: '互いに念を押す' },
  },
] as const;

export const qosHandshakes: Figure = {
  name: 'qos-handshakes',
  width: 1136,
  height: 410,
  title: { en: 'The three levels, when nothing fails', ja: '邪魔がないときの3つのQoS' },
  describes: {
    en: 'QoS 0 is one packet, PUBLISH. QoS 1 is two: PUBLISH, PUBACK. QoS 2 is four: PUBLISH, PUBREC, PUBREL, PUBCOMP.',
    ja: 'QoS 0はPUBLISHの1つだけ。QoS 1はPUBLISHとPUBACKの2つ。QoS 2はPUBLISH、PUBREC、PUBREL、PUBCOMPの4つ。',
  },
  draw: (say) =>
    levels.map(({ packets, says }, level) =>
      element(
        'g',
        { transform: `translate(${level * (COLUMN + 23.5)} 0)` },
        box(1, 1, COLUMN - 2, 408, { edge: 'pipe', round: 20 }),
        words(COLUMN / 2, 48, `QoS ${level}`, { size: 34, bold: true }),
        device('door', 62, 92, { half: 34 }),
        broker(COLUMN - 62, 92, { half: 34 }),
        line(
          [
            [62, 134],
            [62, 362],
          ],
          'pipe',
          8,
        ),
        line(
          [
            [COLUMN - 62, 134],
            [COLUMN - 62, 362],
          ],
          'pipe',
          8,
        ),
        ...packets.map((packet, index) => {
          const y = 176 + index * 56;
          const [from, to] = index % 2 === 0 ? [68, COLUMN - 68] : [COLUMN - 68, 68];
          return (
            arrow([from, y], [to, y], packet === 'PUBLISH' ? 'message' : 'muted') +
            words(COLUMN / 2, y - 12, packet, {
              mono: true,
              size: 24,
              bold: true,
              role: packet === 'PUBLISH' ? 'message' : 'ink',
            })
          );
        }),
        words(COLUMN / 2, 392, say(says), { size: 24, role: 'muted' }),
      ),
    ),
};
