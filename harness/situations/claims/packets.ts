import { reasonCodesOfClients } from '../../protocol/offences/reasons.ts';
import type { PacketEntry, PacketType } from '../../protocol/packet.ts';
import { type ClientClaim, everyTime } from './claim.ts';
import { connectionsOf, sentBy } from './reading.ts';

const always = { en: 'it sends packets', ja: 'パケットを送る' };
const publishes = { en: 'it publishes', ja: 'パブリッシュする' };
const subscribes = { en: 'it subscribes', ja: 'サブスクライブする' };
const shownIn = ['plain.undisturbed'];

const withCodes = Object.keys(reasonCodesOfClients) as PacketType[];

/** The byte offset of its reason code. */
const placeOf = ({ type }: PacketEntry) => (type === 'DISCONNECT' || type === 'AUTH' ? 2 : 4);

/** Read from the bytes: a packet with an unknown code is not decoded. */
function codeIsKnown(packet: PacketEntry): string {
  const code = packet.bytes[placeOf(packet)] ?? 0;
  if (reasonCodesOfClients[packet.type]?.includes(code) === true) return 'known';
  return `${packet.type} 0x${code.toString(16).padStart(2, '0')}`;
}

/** What is wrong with a topic name. An empty name is valid only with an alias. */
function topicName({ fields }: PacketEntry): string {
  const { topic = '', properties } = fields;
  if (/[+#]/.test(topic)) return 'a wildcard';
  if (topic.includes('\0')) return 'a null character';
  return topic === '' && properties?.topicAlias === undefined ? 'empty' : 'good';
}

/** Whether each wildcard fills a whole level, and `#` only the last. */
function topicFilter(filter: string): string {
  if (filter === '') return 'empty';
  const levels = filter.split('/');
  const isGood = levels.every((level, at) => {
    if (level === '#') return at === levels.length - 1;
    return level === '+' || !/[+#]/.test(level);
  });
  return isGood ? 'good' : 'a misplaced wildcard';
}

export const packets: readonly ClientClaim[] = [
  {
    id: 'packets.well-formed',
    says: {
      en: 'Each packet that it sends is well-formed: flags, lengths, identifiers',
      ja: '送るパケットはどれも正しい形をしている(フラグ、長さ、識別子)',
    },
    statements: { 4: ['MQTT-2.2.2-1', 'MQTT-2.3.1-1'], 5: ['MQTT-2.1.3-1', 'MQTT-2.2.1-3'] },
    occasion: always,
    shownIn,
    judge: (played) =>
      everyTime('well-formed', [
        ...sentBy(played).map(({ malformed }) => malformed ?? 'well-formed'),
        ...connectionsOf(played).flatMap(({ notMqtt, connect }) =>
          connect !== undefined && notMqtt?.direction === 'to-broker' ? [notMqtt.detail ?? 'no MQTT'] : [],
        ),
      ]),
  },
  {
    id: 'packets.topic-name',
    says: {
      en: 'The topic names that it publishes to are not empty, and have no wildcards',
      ja: 'パブリッシュ先のトピック名は空でなく、ワイルドカードを含まない',
    },
    statements: {
      4: ['MQTT-3.3.2-2', 'MQTT-4.7.1-1', 'MQTT-4.7.3-1'],
      5: ['MQTT-3.3.2-2', 'MQTT-4.7.0-1', 'MQTT-4.7.3-1'],
    },
    occasion: publishes,
    shownIn,
    judge: (played) => everyTime('good', sentBy(played, 'PUBLISH').map(topicName)),
  },
  {
    id: 'packets.topic-filter',
    says: {
      en: 'In the topic filters that it subscribes to, wildcards fill a level each, and # is the last',
      ja: 'サブスクライブするトピックフィルターで、ワイルドカードは階層を丸ごと占め、# は末尾にある',
    },
    statements: {
      4: ['MQTT-4.7.1-2', 'MQTT-4.7.1-3', 'MQTT-4.7.3-1'],
      5: ['MQTT-4.7.1-1', 'MQTT-4.7.1-2', 'MQTT-4.7.3-1'],
    },
    occasion: subscribes,
    shownIn,
    judge: (played) =>
      everyTime(
        'good',
        sentBy(played, 'SUBSCRIBE', 'UNSUBSCRIBE').flatMap(({ fields }) => [
          ...(fields.subscriptions ?? []).map(({ filter }) => topicFilter(filter)),
          ...(fields.filters ?? []).map(topicFilter),
        ]),
      ),
  },
  {
    id: 'packets.no-subscription-identifier',
    says: {
      en: 'What it publishes carries no subscription identifier',
      ja: 'パブリッシュするメッセージにサブスクリプション識別子を付けない',
    },
    statements: { 5: ['MQTT-3.3.4-6'] },
    occasion: publishes,
    shownIn,
    judge: (played) =>
      everyTime(
        'none',
        sentBy(played, 'PUBLISH').map(({ fields }) =>
          fields.properties?.subscriptionIdentifier === undefined ? 'none' : 'a subscription identifier',
        ),
      ),
  },
  {
    id: 'packets.reason-codes',
    says: {
      en: 'Its reason codes are ones that a client may send in that packet',
      ja: '理由コードは、クライアントがそのパケットで送ってよいものである',
    },
    statements: {
      5: ['MQTT-3.4.2-1', 'MQTT-3.5.2-1', 'MQTT-3.6.2-1', 'MQTT-3.7.2-1', 'MQTT-3.14.2-1', 'MQTT-3.15.2-1'],
    },
    occasion: { en: 'it sends a packet with a reason code', ja: '理由コードのあるパケットを送る' },
    shownIn: ['plain.burst', 'plain.undisturbed'],
    judge: (played) => everyTime('known', sentBy(played, ...withCodes).map(codeIsKnown)),
  },
];
