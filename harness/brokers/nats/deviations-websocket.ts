import { type Deviation, type FiledDeviation, inFile } from '../deviations/of-broker.ts';

const takesText = (claim: string, seen: string, wire: readonly string[]): Deviation => ({
  claim,
  statements: { 4: 'MQTT-6.0.0-1' },
  seen,
  does: {
    en: 'nats-server reads text frames as it reads binary ones',
    ja: 'nats-server は、テキストフレームもバイナリーフレームと同じように読む',
  },
  wire,
  link: 'https://github.com/nats-io/nats-server/blob/v2.9.10/server/websocket.go',
});

/** Deviations of nats-server over WebSocket. */
export const webSocketOfNats: readonly FiledDeviation[] = inFile(import.meta.url, [
  takesText('websocket.text-frame', 'still open: PINGRESP came', [
    'client → broker  PINGREQ   in a text frame',
    'broker → client  PINGRESP',
  ]),
  takesText('websocket.text-frame-first', 'still open: CONNACK came', [
    'client → broker  CONNECT  in a text frame',
    'broker → client  CONNACK  Accepted',
  ]),
]);
