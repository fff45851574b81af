import { mqtt311Sections } from '../../protocol/mqtt311-sections.ts';
import type { KnownDeviation } from '../deviations/known-deviation.ts';
import { type Deviation, inFile, ofBroker } from '../deviations/of-broker.ts';
import { mosquittoLookedAt, until21 } from './versions.ts';

const ofMosquitto: readonly Deviation[] = [
  {
    claim: 'malformed.pingreq-flags',
    lookedAt: ['2.0.11'],
    mended: '2.0.12',
    statements: { 4: 'MQTT-2.2.2-2', 5: 'MQTT-2.1.3-1' },
    seen: 'still open: PINGRESP came',
    does: {
      en: 'Mosquitto before 2.0.12 answers a PINGREQ with a flag set in its fixed header; 2.0.12 closes the connection',
      ja: '2.0.12 より前の Mosquitto は固定ヘッダーにフラグのある PINGREQ に答える。2.0.12 からは接続を閉じる',
    },
    wire: [
      'client → broker  PINGREQ   malformed: Invalid header flag bits, must be 0x0 for pingreq packet',
      'client → broker  PINGREQ',
      'broker → client  PINGRESP',
      'broker → client  PINGRESP',
    ],
    link: mqtt311Sections.fixedHeaderFlags,
  },
  {
    claim: 'filters.overlapping-wide-higher',
    ...until21,
    statements: { 4: 'MQTT-3.3.5-1' },
    seen: 0,
    does: {
      en: 'Mosquitto 2.0 delivers one copy under 3.1.1, at the QoS of the first filter it finds',
      ja: 'Mosquitto 2.0 は 3.1.1 では 1 通だけを、最初に見つけたフィルターの QoS で届ける',
    },
    wire: [
      'subscriber → broker      SUBSCRIBE  id 1  a/+  qos 2  a/b  qos 0',
      'broker     → subscriber  SUBACK     id 1  granted qos 2  granted qos 0',
      'publisher  → broker      PUBLISH    qos 2  id 1  a/b  "open"',
      'broker     → subscriber  PUBLISH    qos 0  a/b  "open"',
    ],
    link: 'https://github.com/eclipse-mosquitto/mosquitto/issues/3319',
  },
  {
    claim: 'will.after-protocol-error',
    statements: { 4: 'MQTT-3.1.2-8', 5: 'MQTT-3.1.2-8' },
    seen: 'nothing',
    does: {
      en: 'Mosquitto drops the will of a client that it disconnects for a second CONNECT',
      ja: 'Mosquitto は、2 回目の CONNECT で切断したクライアントの遺言を捨てる',
    },
    wire: [
      'mortal → broker  CONNECT  clean start  keep alive 60 s  will  qos 1  a  "gone"',
      'broker → mortal  CONNACK  Success',
      'mortal → broker  CONNECT  clean start  keep alive 60 s',
      'mortal ┄ broker  closed by the broker',
    ],
    link: 'https://github.com/eclipse-mosquitto/mosquitto/issues/2553',
  },
  {
    claim: 'will.delay-without-session',
    statements: { 5: 'MQTT-3.1.2-8' },
    seen: 'never',
    does: {
      en: 'Mosquitto holds a will back for its delay, although the session has ended with the connection',
      ja: 'Mosquitto は、接続とともにセッションが終わっても、Will Delay のあいだ遺言を送らない',
    },
    wire: [
      'mortal → broker  CONNECT  clean start  session expiry 0 s  will (delay 60 s)  qos 1  a  "gone"',
      'broker → mortal  CONNACK  Success',
      'mortal ┄ broker  closed by the client',
    ],
    link: 'https://github.com/eclipse-mosquitto/mosquitto/issues/3505',
  },
  {
    claim: 'will.delay-of-each',
    statements: { 5: 'MQTT-3.1.2-8' },
    seen: 'late',
    does: {
      en: 'Of wills with the same delay, Mosquitto checks the latest first, and the others only once that one is due',
      ja: 'Mosquitto は Will Delay が同じ遺言のうち、いちばん新しいものから見る。それが期限を迎えるまで、ほかの遺言は送られない',
    },
    wire: [
      'mortal 1 ┄ broker     closed by the client    will (delay 3 s)',
      'mortal 2 ┄ broker     closed by the client    1 s later, and so on every second',
      'mortal 7 ┄ broker     closed by the client    6 s later',
      'broker   → watcher 1  PUBLISH  qos 1  id 1  1  "gone"    with the will of mortal 7',
    ],
    link: 'https://github.com/eclipse-mosquitto/mosquitto/blob/v2.1.2/src/will_delay.c',
  },
  {
    claim: 'will.delay',
    lookedAt: ['2.1.2'],
    statements: { 5: 'MQTT-3.1.2-8' },
    seen: 'early',
    does: {
      en: 'Mosquitto 2.1 counts the Will Delay in whole seconds of its clock: the will comes up to one second early',
      ja: 'Mosquitto 2.1 は Will Delay を時計の秒単位で数えるので、遺言が最大 1 秒早く送られる',
    },
    wire: [
      'mortal 8 → broker     CONNECT  clean start  session expiry 60 s  will (delay 2 s)  qos 1  8  "gone"',
      'broker   → mortal 8   CONNACK  Success',
      'mortal 8 ┄ broker     closed by the client',
      'broker   → watcher 8  PUBLISH  qos 1  id 1  8  "gone"    1.2 s after that',
    ],
    link: 'https://github.com/eclipse-mosquitto/mosquitto/blob/v2.1.2/src/will_delay.c',
  },
  ...(['websocket.text-frame', 'websocket.text-frame-first'] as const).map((claim) => {
    const [packet, answer] =
      claim === 'websocket.text-frame' ? ['PINGREQ', 'PINGRESP'] : ['CONNECT', 'CONNACK'];
    return {
      claim,
      ...until21,
      statements: { 4: 'MQTT-6.0.0-1', 5: 'MQTT-6.0.0-1' },
      seen: `still open: ${answer} came`,
      does: {
        en: 'Mosquitto 2.0 ignores the type of a WebSocket frame: it reads a text frame like a binary one',
        ja: 'Mosquitto 2.0 は WebSocket フレームの種類を見ず、テキストフレームもバイナリーフレームのように読む',
      },
      wire: [
        `client → broker  ${packet}   (in a text frame)`,
        `broker → client  ${answer}  (in a binary frame)`,
      ],
      link: 'https://github.com/eclipse-mosquitto/mosquitto/blob/v2.0.21/src/websockets.c',
    };
  }),
  {
    claim: 'websocket.empty-frame',
    lookedAt: ['2.1.2'],
    statements: { 4: 'MQTT-6.0.0-2', 5: 'MQTT-6.0.0-2' },
    seen: 'not read to its end',
    does: {
      en: 'Mosquitto 2.1 takes an empty WebSocket frame for bytes that never came, and closes the connection',
      ja: 'Mosquitto 2.1 は空の WebSocket フレームで読む位置がずれ、接続を閉じる',
    },
    wire: [
      'client → broker  82 81 …  first byte of CONNECT',
      'client → broker  82 80 …  nothing',
      'client → broker  82 9d …  the rest of CONNECT',
      'client ┄ broker  closed by the broker',
    ],
    link: 'https://github.com/eclipse-mosquitto/mosquitto/issues/3704',
  },
];

export const mosquittoDeviations: readonly KnownDeviation[] = ofBroker(
  'mosquitto',
  mosquittoLookedAt,
  inFile(import.meta.url, ofMosquitto),
);
