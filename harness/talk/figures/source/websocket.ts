import { device } from '../kit/cast.ts';
import type { Figure, Say } from '../kit/figure.ts';
import { box, pill, words } from '../kit/marks.ts';

const packet = (say: Say, x: number, y: number, width: number) => [
  box(x, y, width, 84, { fill: 'message-pale', edge: 'message', round: 12 }),
  words(x + width / 2, y + 37, say({ en: 'MQTT packet', ja: 'MQTTのパケット' }), {
    bold: true,
    role: 'message',
  }),
  words(x + width / 2, y + 69, 'office/door "open"', { mono: true, size: 24 }),
];

export const websocket: Figure = {
  name: 'websocket',
  width: 1136,
  height: 354,
  title: { en: 'MQTT inside WebSocket', ja: 'WebSocketの中のMQTT' },
  describes: {
    en: 'A device carries the MQTT packet in TCP; a browser carries the same packet in a WebSocket frame in TCP.',
    ja: '機器はTCPの中にMQTTのパケットを入れて運ぶ。ブラウザーは、TCPの中のWebSocketのフレームに、同じパケットを入れて運ぶ。',
  },
  draw: (say) => [
    device('thermometer', 62, 72, { half: 42 }),
    box(140, 8, 980, 120, { fill: 'tile', edge: 'line', round: 16 }),
    words(166, 76, 'TCP', { anchor: 'start', bold: true, role: 'muted' }),
    ...packet(say, 720, 26, 372),
    device('browser', 62, 264, { half: 42 }),
    box(140, 188, 980, 156, { fill: 'tile', edge: 'line', round: 16 }),
    words(166, 274, 'TCP', { anchor: 'start', bold: true, role: 'muted' }),
    box(248, 204, 858, 124, { fill: 'good-pale', edge: 'good', round: 14 }),
    words(274, 259, say({ en: 'WebSocket frame', ja: 'WebSocketのフレーム' }), {
      anchor: 'start',
      bold: true,
      role: 'good',
    }),
    words(274, 293, say({ en: 'subprotocol: mqtt', ja: 'サブプロトコル：mqtt' }), {
      anchor: 'start',
      role: 'good',
      size: 25,
    }),
    ...packet(say, 720, 224, 372),
    pill(906, 158, say({ en: 'not a byte of difference', ja: '1バイトも違わない' }), 'good', 330),
  ],
};
