import { mqtt311Sections } from '../../protocol/mqtt311-sections.ts';
import { matchesDollarByPlus } from '../deviations/dollar-by-plus.ts';
import { type Deviation, type FiledDeviation, inFile } from '../deviations/of-broker.ts';
import { dropsWillTakenOver } from '../deviations/will-taken-over.ts';
import { rabbitmqDocumentation } from './profile.ts';

const numbersAnew = (claim: string, seen: unknown, wire: readonly string[]): Deviation => ({
  claim,
  statements: { 4: 'MQTT-4.4.0-1' },
  seen,
  does: {
    en: 'RabbitMQ counts packet ids from 1 on each connection: what is sent again has another id',
    ja: 'RabbitMQ は接続のたびにパケット ID を 1 から数え直すので、送り直しは別の ID で届く',
  },
  wire,
  link: mqtt311Sections.deliveryRetry,
});

/** Two copies of a message that should come once, each from a separate queue. */
const twoCopies = [
  { payload: 'open', qos: 0 },
  { payload: 'open', qos: 1 },
];

/** Deviations of RabbitMQ in delivering messages. */
export const flowsOfRabbitmq: readonly FiledDeviation[] = inFile(import.meta.url, [
  numbersAnew('redelivery.on-reconnect', { messageId: 1 }, [
    'broker → slow    PUBLISH  qos 1  id 42304  office/window  "open"',
    'slow   → broker  PUBACK   id 42304  ✗ lost',
    'slow   ✗ broker  connection cut',
    'slow   → broker  CONNECT  clean session 0',
    'broker → slow    CONNACK  Accepted  session present',
    'broker → slow    PUBLISH  qos 1  dup  id 1  office/window  "open"',
  ]),
  numbersAnew(
    'redelivery.only-open-at-1',
    [
      { messageId: 1, payload: 'third', qos: 1 },
      { messageId: 2, payload: 'fourth', qos: 1 },
    ],
    [
      'broker → slow    PUBLISH  qos 1  id 3  a  "third"',
      'broker → slow    PUBLISH  qos 1  id 4  a  "fourth"',
      'slow   → broker  CONNECT  clean session 0',
      'broker → slow    CONNACK  Accepted  session present',
      'broker → slow    PUBLISH  qos 1  dup  id 1  a  "third"',
      'broker → slow    PUBLISH  qos 1  dup  id 2  a  "fourth"',
    ],
  ),
  {
    claim: 'qos.dup-not-passed-on-at-1',
    statements: { 4: 'MQTT-3.3.1-3' },
    seen: [{ payload: 'open', dup: true }],
    does: {
      en: 'RabbitMQ passes on the DUP flag of a message as the publisher set it',
      ja: 'RabbitMQ は、メッセージの DUP フラグを送り手が立てたまま引き継ぐ',
    },
    wire: [
      'publisher → broker      PUBLISH  qos 1  dup  id 1  a  "open"',
      'broker    → subscriber  PUBLISH  qos 1  dup  id 1  a  "open"',
    ],
    link: mqtt311Sections.dup,
  },
  ...[twoCopies, twoCopies.toReversed()].map(
    (deliveries): Deviation => ({
      claim: 'filters.same-twice-in-one',
      statements: { 4: 'MQTT-3.8.4-3' },
      seen: { granted: [0, 1], deliveries },
      does: {
        en: 'RabbitMQ has one queue for each QoS of a client: the same filter at QoS 0 and at QoS 1 brings two copies, in either order',
        ja: 'RabbitMQ はクライアントの QoS ごとにキューを持つので、同じフィルターを QoS 0 と 1 で購読すると 2 通届く。順序は決まっていない',
      },
      wire: [
        'subscriber → broker      SUBSCRIBE  id 1  a  qos 0  a  qos 1',
        'broker     → subscriber  SUBACK     id 1  granted qos 0  granted qos 1',
        'publisher  → broker      PUBLISH    qos 1  id 1  a  "open"',
        'broker     → subscriber  PUBLISH    qos 0  a  "open"',
        'broker     → subscriber  PUBLISH    qos 1  id 1  a  "open"',
      ],
      link: `${rabbitmqDocumentation.before312}#durability`,
    }),
  ),
  {
    claim: 'malformed.pubrel-flags',
    statements: { 4: 'MQTT-3.6.1-1' },
    seen: 'still open: no PINGRESP, but no end either',
    does: {
      en: 'RabbitMQ reads no further after a PUBREL with wrong flags, and leaves the connection open',
      ja: 'RabbitMQ はフラグの誤った PUBREL の先を読まなくなり、接続は開いたままにする',
    },
    wire: [
      'client → broker  PUBREL   malformed: Invalid header flag bits, must be 0x2 for pubrel packet',
      'client → broker  PINGREQ',
    ],
    link: mqtt311Sections.pubrel,
  },
  {
    claim: 'websocket.text-frame-first',
    statements: { 4: 'MQTT-6.0.0-1' },
    seen: 'still open: no CONNACK, but no end either',
    does: {
      en: 'RabbitMQ does not answer a CONNECT in a text frame, and leaves the connection open',
      ja: 'RabbitMQ は、テキストフレームに入れた CONNECT に応答せず、接続は開いたままにする',
    },
    wire: ['client → broker  CONNECT  in a text frame'],
    link: 'https://github.com/rabbitmq/rabbitmq-server/blob/v3.10.8/deps/rabbitmq_web_mqtt/src/rabbit_web_mqtt_handler.erl',
  },
  ...matchesDollarByPlus('RabbitMQ'),
  dropsWillTakenOver('RabbitMQ'),
]);
