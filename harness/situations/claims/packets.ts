import { rules } from '../../protocol/offences/table.ts';
import type { PacketEntry } from '../../protocol/packet.ts';
import { type ClientClaim, everyTime } from './claim.ts';
import { checkedBy, type FormClaim, form, statementsOf } from './form.ts';
import { connectionsOf } from './reading.ts';

/** Offences against the outer form. Other claims judge the other offences. */
const outerRules = [
  'fixedFlags',
  'pubrelFlags',
  'subscribeFlags',
  'unsubscribeFlags',
  'publishQoS3',
  'id0',
  'tooShort',
  'tooLong',
  'connectTooShort',
  'connectTooLong',
  'integerTooLong',
] as const;

const isOuter = (rule: string): boolean => outerRules.some((one) => one === rule);

const always = { en: 'it sends packets', ja: 'パケットを送る' };
const publishes = { en: 'it publishes', ja: 'パブリッシュする' };

const hasWill = ({ type, fields }: PacketEntry): boolean => type === 'CONNECT' && fields.will !== undefined;

const wellFormed: FormClaim = {
  id: 'packets.well-formed',
  says: {
    en: 'Each packet that it sends is well-formed: flags, lengths, identifiers',
    ja: '送るパケットはどれも正しい形をしている(フラグ、長さ、識別子)',
  },
  // What the payload of CONNECT must contain, by its flags, is seen in its length.
  statements: statementsOf(outerRules, {
    4: ['MQTT-2.2.2-1', 'MQTT-3.1.3-1', 'MQTT-3.14.1-1'],
    5: ['MQTT-2.2.2-1', 'MQTT-3.1.3-1', 'MQTT-3.14.1-1', 'MQTT-3.15.1-1'],
  }),
  occasion: always,
  rules: outerRules,
  shownIn: ['plain.undisturbed'],
  judge: (played) =>
    everyTime('well-formed', [
      ...checkedBy(played).map(({ packet: { malformed }, broken }) => {
        if (broken === undefined) return malformed ?? 'well-formed';
        return isOuter(broken) ? rules[broken].en : 'well-formed';
      }),
      ...connectionsOf(played).flatMap(({ notMqtt, connect }) =>
        connect !== undefined && notMqtt?.direction === 'to-broker' ? [notMqtt.detail ?? 'no MQTT'] : [],
      ),
    ]),
};

export const packets: readonly ClientClaim[] = [
  wellFormed,
  form({
    id: 'packets.text',
    says: {
      en: 'Its texts are UTF-8, without U+0000',
      ja: '文字列は UTF-8 で、U+0000 を含まない',
    },
    rules: ['illFormed', 'nullCharacter'],
    besides: {
      4: ['MQTT-3.3.2-1', 'MQTT-3.8.3-1', 'MQTT-3.10.3-1', 'MQTT-4.7.3-2'],
      5: [
        'MQTT-3.1.3-11',
        'MQTT-3.3.2-1',
        'MQTT-3.3.2-13',
        'MQTT-3.3.2-19',
        'MQTT-3.8.3-1',
        'MQTT-3.10.3-1',
        'MQTT-4.7.3-2',
      ],
    },
    occasion: always,
  }),
  form({
    id: 'packets.topic-name',
    says: {
      en: 'The topic names that it publishes to, also by its will, are not empty, and have no wildcards',
      ja: 'パブリッシュ先のトピック名は、遺言のものも含めて、空でなく、ワイルドカードを含まない',
    },
    rules: ['topicWildcard', 'emptyTopic'],
    besides: { 4: ['MQTT-4.7.1-1'], 5: ['MQTT-4.7.0-1'] },
    isMeant: (packet) => packet.type === 'PUBLISH' || hasWill(packet),
    occasion: { en: 'it publishes, or has a will', ja: 'パブリッシュするか、遺言がある' },
  }),
  form({
    id: 'packets.response-topic',
    says: {
      en: 'Its response topics have no wildcards',
      ja: 'Response Topic はワイルドカードを含まない',
    },
    rules: ['responseTopicWildcard'],
    isMeant: ({ fields }) => fields.properties?.responseTopic !== undefined,
    types: ['PUBLISH'],
    occasion: {
      en: 'it publishes with a response topic',
      ja: 'Response Topic を付けてパブリッシュする',
    },
  }),
  form({
    id: 'packets.no-subscription-identifier',
    says: {
      en: 'What it publishes carries no subscription identifier',
      ja: 'パブリッシュするメッセージにサブスクリプション識別子を付けない',
    },
    rules: ['identifierFromClient'],
    types: ['PUBLISH'],
    occasion: publishes,
  }),
  form({
    id: 'packets.properties',
    says: {
      en: 'Each property is one that the packet may have, with a value that it may have, and only once unless several are allowed',
      ja: 'プロパティーは、そのパケットに付けられるものだけを、許される値で付ける。複数が許されるもの以外は 1 つだけ',
    },
    rules: [
      'propertyUnknown',
      'propertyElsewhere',
      'propertyTwice',
      'propertyValue',
      'propertiesTooLong',
      'dataWithoutMethod',
    ],
    occasion: always,
  }),
  form({
    id: 'packets.reason-codes',
    says: {
      en: 'Its reason codes are ones that a client may send in that packet',
      ja: '理由コードは、クライアントがそのパケットで送ってよいものである',
    },
    rules: [
      'pubackReason',
      'pubrecReason',
      'pubrelReason',
      'pubcompReason',
      'disconnectReason',
      'authReason',
    ],
    types: ['PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP', 'DISCONNECT', 'AUTH'],
    occasion: { en: 'it sends a packet with a reason code', ja: '理由コードのあるパケットを送る' },
    shownIn: ['plain.burst', 'plain.undisturbed'],
  }),
];
