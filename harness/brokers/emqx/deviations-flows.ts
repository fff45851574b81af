import { type Deviation, type FiledDeviation, inFile } from '../deviations/of-broker.ts';
import { emqxSource } from './source.ts';

const race: Pick<Deviation, 'does' | 'sometimes' | 'link'> = {
  does: {
    en: 'EMQX sends UNSUBACK while another of its processes still takes the subscriber out of its table: what is published then is delivered',
    ja: 'EMQX は、別のプロセスが購読者を表から外し終える前に UNSUBACK を送る。そのあいだに送られたメッセージは届く',
  },
  sometimes: {
    en: 'a race in the broker, rarely lost unless the machine is busy',
    ja: 'ブローカー内部の競合で、マシンが混んでいるときにまれに起きる',
  },
  link: emqxSource('emqx_broker.erl', 244),
};

const delivery = (topic: string, messageId: number) => ({
  topic,
  payload: 'open',
  bytes: Buffer.from('open'),
  qos: 1,
  retain: false,
  dup: false,
  messageId,
  properties: {},
});

/** The messages to three topics that may arrive, depending on a race. */
const letThrough = [['a'], ['b'], ['c'], ['a', 'b'], ['a', 'c'], ['b', 'c'], ['a', 'b', 'c']];

/** Deviations of EMQX from both versions of MQTT, in every mode. */
export const emqxFlows: readonly FiledDeviation[] = inFile(import.meta.url, [
  {
    claim: 'filters.unsubscribed',
    statements: { 4: 'MQTT-3.10.4-2', 5: 'MQTT-3.10.4-2' },
    seen: ['before', 'after'],
    ...race,
    wire: [
      'subscriber → broker      UNSUBSCRIBE  id 2  a',
      'broker     → subscriber  UNSUBACK     id 2',
      'publisher  → broker      PUBLISH      qos 1  id 2  a  "after"',
      'broker     → publisher   PUBACK       id 2',
      'broker     → subscriber  PUBLISH      qos 1  id 2  a  "after"',
    ],
  },
  ...letThrough.map(
    (topics): Deviation => ({
      claim: 'filters.unsubscribe-several',
      statements: { 4: 'MQTT-3.10.4-6', 5: 'MQTT-3.10.4-6' },
      seen: { deliveries: topics.map((topic, index) => delivery(topic, index + 1)), unread: [] },
      ...race,
      wire: [
        'subscriber → broker      UNSUBSCRIBE  id 2  a  b  c',
        'broker     → subscriber  UNSUBACK     id 2',
        ...topics.flatMap((topic, index) => [
          `publisher  → broker      PUBLISH      qos 1  id ${index + 1}  ${topic}  "open"`,
          `broker     → subscriber  PUBLISH      qos 1  id ${index + 1}  ${topic}  "open"`,
        ]),
      ],
    }),
  ),
  {
    claim: 'websocket.packets-and-a-part',
    statements: { 4: 'MQTT-6.0.0-2', 5: 'MQTT-6.0.0-2' },
    seen: 'not read to its end',
    does: {
      en: 'EMQX reads the packets of a WebSocket frame that ends within a packet in reverse: SUBSCRIBE comes before CONNECT, and the connection is closed',
      ja: 'EMQX は、パケットの途中で終わる WebSocket フレームのパケットを逆順に読む。CONNECT より先に SUBSCRIBE が来たことになり、接続を閉じる',
    },
    wire: [
      'client → broker  82 …  CONNECT, SUBSCRIBE, and half of a PUBLISH',
      'client → broker  82 …  the rest of it, and PINGREQ',
      'client ┄ broker  closed by the broker',
    ],
    link: emqxSource('emqx_ws_connection.erl', 734),
  },
  {
    claim: 'browser.goodbye',
    statements: { 4: 'MQTT-3.14.4-3', 5: 'MQTT-3.14.4-3' },
    seen: ['signed off', 'offline'],
    does: {
      en: 'EMQX publishes the will although DISCONNECT came, if the client closes the WebSocket right after it: the process of the connection hears of the close first',
      ja: 'EMQX は、DISCONNECT の直後に WebSocket が閉じられると、遺言を送る。接続のプロセスには、DISCONNECT より先に閉じたことが伝わる',
    },
    sometimes: {
      en: 'a race in the broker, which DISCONNECT wins if the WebSocket is closed 100 ms later',
      ja: 'ブローカー内部の競合。WebSocket を閉じるのが 100 ミリ秒あとなら起きない',
    },
    wire: [
      'polite → broker   DISCONNECT  Normal disconnection',
      'broker → watcher  PUBLISH     qos 1  office/screen  "offline"',
      'polite ┄ broker   closed by the broker',
    ],
    link: emqxSource('emqx_ws_connection.erl', 497),
  },
]);
