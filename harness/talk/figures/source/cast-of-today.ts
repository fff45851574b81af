import { broker, device } from '../kit/cast.ts';
import type { Figure } from '../kit/figure.ts';
import { box, line, words } from '../kit/marks.ts';

const SIDE = 420;
const rows = [142, 304] as const;

const card = (x: number, title: string) => [
  box(x + 1, 1, SIDE - 2, 398, { edge: 'pipe', round: 20 }),
  words(x + SIDE / 2, 50, title, { bold: true, role: 'muted' }),
];

const named = (x: number, y: number, name: string, what: string) => [
  words(x, y - 4, name, { anchor: 'start', size: 34, bold: true }),
  words(x, y + 34, what, { anchor: 'start', size: 25, role: 'muted' }),
];

export const castOfToday: Figure = {
  name: 'cast',
  width: 1136,
  height: 400,
  title: { en: 'Two clients, two brokers', ja: 'クライアントが2つ、ブローカーが2つ' },
  describes: {
    en: 'MQTTX and paho-mqtt are clients. Mosquitto and EMQX are brokers; any client works with any broker.',
    ja: 'MQTTXとpaho-mqttはクライアント。MosquittoとEMQXはブローカー。どの組み合わせでもつながる。',
  },
  draw: (say) => [
    ...card(0, say({ en: 'Clients', ja: 'クライアント' })),
    device('browser', 96, rows[0], { half: 50 }),
    ...named(172, rows[0], 'MQTTX', say({ en: 'click and see', ja: '画面を見ながら' })),
    device('code', 96, rows[1], { half: 50 }),
    ...named(172, rows[1], 'paho-mqtt', say({ en: 'from Python', ja: 'Pythonから' })),
    ...rows.flatMap((from) =>
      rows.map((to) =>
        line(
          [
            [SIDE + 14, from],
            [1136 - SIDE - 14, to],
          ],
          'message',
          4,
        ),
      ),
    ),
    box(512, 192, 112, 60, { fill: 'paper' }),
    words(568, 235, 'MQTT', { size: 34, bold: true, role: 'message' }),
    ...card(1136 - SIDE, say({ en: 'Brokers', ja: 'ブローカー' })),
    broker(812, rows[0], { half: 50 }),
    ...named(888, rows[0], 'Mosquitto', say({ en: 'small, up at once', ja: '小さくて、すぐ立つ' })),
    broker(812, rows[1], { half: 50 }),
    ...named(888, rows[1], 'EMQX', say({ en: 'with a dashboard', ja: '管理画面つき' })),
  ],
};
