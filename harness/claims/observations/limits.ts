import type { Text } from '../../base/text.ts';
import { isError } from '../../protocol/codes.ts';
import { NEVER_EXPIRES } from '../../protocol/session-expiry.ts';
import type { Bench, ConnectFields } from '../bench.ts';
import { codeWord, observation, type SpecObservation } from '../spec-observation.ts';
import { publishPacket } from '../steps/publish-packet.ts';
import { orEnd } from './ended.ts';
import { greatest } from './greatest.ts';

interface Told {
  readonly id: string;
  readonly says: Text;
  /** The property of CONNACK, by its name in MQTT.js. */
  readonly property: string;
  /** Fields of CONNECT that ask for it. */
  readonly asks?: ConnectFields;
  /** The meaning of a CONNACK without the property. */
  readonly otherwise: Text;
  readonly unit?: Text;
}

const seconds = { en: 'seconds', ja: '秒' };
const told: readonly Told[] = [
  {
    id: 'limits.receive-maximum',
    says: {
      en: 'How many QoS 1 and 2 messages may a client have in flight? (Receive Maximum)',
      ja: '送信中にしてよい QoS 1・2 のメッセージの数(Receive Maximum)',
    },
    property: 'receiveMaximum',
    otherwise: { en: 'not stated: 65,535', ja: '通知なし(65,535)' },
  },
  {
    id: 'limits.maximum-packet-size',
    says: {
      en: 'How large may a packet be? (Maximum Packet Size)',
      ja: 'パケットの大きさの上限(Maximum Packet Size)',
    },
    property: 'maximumPacketSize',
    otherwise: { en: 'not stated: as the protocol allows', ja: '通知なし(規格の上限まで)' },
    unit: { en: 'bytes', ja: 'バイト' },
  },
  {
    id: 'limits.topic-alias-maximum',
    says: {
      en: 'How many topic aliases may a client use? (Topic Alias Maximum)',
      ja: 'クライアントが使えるトピックエイリアスの数(Topic Alias Maximum)',
    },
    property: 'topicAliasMaximum',
    otherwise: { en: 'not stated: none', ja: '通知なし(使えない)' },
  },
  {
    id: 'limits.server-keep-alive',
    says: {
      en: 'Is a keep alive of 65,535 s shortened? (Server Keep Alive)',
      ja: '65,535 秒の Keep Alive を短くするか(Server Keep Alive)',
    },
    property: 'serverKeepAlive',
    asks: { keepalive: 65_535 },
    otherwise: { en: 'no', ja: 'しない' },
    unit: seconds,
  },
  {
    id: 'limits.session-expiry',
    says: {
      en: 'Is a session shortened that a client wants kept forever? (Session Expiry Interval)',
      ja: '無期限のセッションを求めると短くするか(Session Expiry Interval)',
    },
    property: 'sessionExpiryInterval',
    asks: { clean: false, properties: { sessionExpiryInterval: NEVER_EXPIRES } },
    otherwise: { en: 'no', ja: 'しない' },
    unit: seconds,
  },
];

const inConnack = told.map(
  ({ id, says, property, asks, otherwise, unit }): SpecObservation =>
    observation({
      id,
      says,
      protocolVersions: [5],
      words: { 'not-told': otherwise },
      ...(unit && { unit }),
      async look(bench) {
        const { connack } = await bench.connect('client', asks);
        const value = connack.fields.properties?.[property];
        return typeof value === 'number' ? value : 'not-told';
      },
    }),
);

const MEBIBYTE = 2 ** 20;
const MANY_LEVELS = 1_000;

/** Whether the broker accepts a message on a topic with that many levels. */
async function takesLevels(bench: Bench, levels: number): Promise<boolean> {
  const { client } = await bench.connect('publisher');
  const topic = bench.topic('a').split('/');
  while (topic.length < levels) topic.push('a');
  await client.send(publishPacket(topic.join('/'), 1, 1, ''));
  const answer = await orEnd(client, 'PUBACK');
  client.destroy();
  return answer !== undefined && (answer.fields.reasonCode ?? 0) < 0x80;
}

/** The limits of a broker. */
export const limits: readonly SpecObservation[] = [
  ...inConnack,
  observation({
    id: 'limits.maximum-qos',
    says: {
      en: 'Which QoS is granted to a client that asks for 2?',
      ja: 'QoS 2 を求めた購読に認められる QoS',
    },
    async look(bench) {
      const peer = await bench.connect('subscriber');
      const { fields } = await peer.subscribe({ topic: bench.topic('a'), qos: 2 });
      const [code = 0x80] = fields.granted ?? [];
      return isError(code) ? codeWord(code) : code;
    },
  }),
  observation({
    id: 'limits.two-mebibytes',
    says: { en: 'Is a message of 2 MiB accepted?', ja: '2 MiB のメッセージを受け取るか' },
    words: {
      taken: { en: 'yes', ja: '受け取る' },
      refused: { en: 'no: the connection ends', ja: '受け取らず、接続が切れる' },
    },
    async look(bench) {
      const { client } = await bench.connect('publisher');
      const payload = Buffer.alloc(2 * MEBIBYTE);
      await client.send(publishPacket(bench.topic('a'), 1, 1, payload));
      const answer = await orEnd(client);
      // The DISCONNECT with the reason is lost if the broker resets the connection while bytes are unread.
      if (answer === undefined || answer.type === 'DISCONNECT') return 'refused';
      const { reasonCode = 0 } = answer.fields;
      return isError(reasonCode) ? codeWord(reasonCode) : 'taken';
    },
  }),
  observation({
    id: 'limits.topic-levels',
    says: {
      en: 'How many levels may a topic have? (Tried up to 1,000.)',
      ja: 'トピックの階層はいくつまで許されるか(1,000 まで試す)',
    },
    words: { many: { en: '1,000 or more', ja: '1,000 以上' } },
    async look(bench) {
      const levels = await greatest(3, MANY_LEVELS, (number) => takesLevels(bench, number));
      return levels === MANY_LEVELS ? 'many' : levels;
    },
  }),
];
