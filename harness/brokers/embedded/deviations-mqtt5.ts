import { mqtt5Sections } from '../../protocol/mqtt5-sections.ts';
import type { KnownDeviation } from '../deviations/known-deviation.ts';
import { type Deviation, inFile, ofBroker } from '../deviations/of-broker.ts';
import { propertiesOfAedes } from './deviations-properties.ts';

/** The pull request that says that aedes does not enforce the limits of a client yet. */
const LIMITS = 'https://github.com/moscajs/aedes/pull/1088';

const exceeds = (claim: string, seen: unknown, wire: readonly string[]): Deviation => ({
  claim,
  statements: { 5: 'MQTT-3.3.4-9' },
  seen,
  does: {
    en: 'aedes reads a client’s Receive Maximum but does not keep to it',
    ja: 'aedes はクライアントの Receive Maximum を読むだけで、守らない',
  },
  wire,
  link: LIMITS,
});

const tooLarge = (claim: string, seen: unknown, wire: readonly string[]): Deviation => ({
  claim,
  statements: { 5: 'MQTT-3.1.2-24' },
  seen,
  does: {
    en: 'aedes reads a client’s Maximum Packet Size but does not keep to it',
    ja: 'aedes はクライアントの Maximum Packet Size を読むだけで、守らない',
  },
  wire,
  link: 'https://github.com/moscajs/aedes/issues/831',
});

const ofAedes = inFile(import.meta.url, [
  {
    claim: 'reason.invalid-disconnect',
    statements: { 5: 'MQTT-3.1.2-8' },
    seen: 'nothing',
    does: {
      en: 'aedes ignores a Session Expiry Interval that comes too late and treats its DISCONNECT as a goodbye',
      ja: 'aedes はあとから届いた Session Expiry Interval だけを無視し、その DISCONNECT を正常な切断として扱う',
    },
    wire: [
      'mortal → broker  CONNECT     MQTT 5  clean start  will  qos 1  will  "gone"',
      'broker → mortal  CONNACK     Success',
      'mortal → broker  DISCONNECT  Normal disconnection  session expiry 60 s',
    ],
    link: mqtt5Sections.disconnectExpiry,
  },
  {
    claim: 'identifier.overlapping',
    statements: { 5: 'MQTT-3.3.4-4' },
    seen: [9],
    does: {
      en: 'aedes delivers one copy, with the identifier of the first filter it finds',
      ja: 'aedes は 1 通だけを、最初に見つけたフィルターの識別子だけを付けて届ける',
    },
    wire: [
      'client    → broker  SUBSCRIBE  id 1  a/b  qos 1',
      'client    → broker  SUBSCRIBE  id 2  a/+  qos 1',
      'client    → broker  SUBSCRIBE  id 3  a/#  qos 1',
      'publisher → broker  PUBLISH    qos 1  id 1  a/b  "x"',
      'broker    → client  PUBLISH    qos 1  id 41860  a/b  "x"',
    ],
    link: 'https://github.com/moscajs/aedes/issues/1090',
  },
  {
    claim: 'identifier.queued',
    statements: { 5: 'MQTT-3.3.4-3' },
    seen: [],
    does: {
      en: 'aedes queues a message without the identifier of the subscription it waits for',
      ja: 'aedes は、待たせるメッセージに購読の識別子を付けずに保存する',
    },
    wire: [
      'client    → broker  SUBSCRIBE   id 1  a  qos 1',
      'client    → broker  DISCONNECT  Normal disconnection',
      'publisher → broker  PUBLISH     qos 1  id 1  a  "x"',
      'client    → broker  CONNECT     clean start 0  session expiry 60 s',
      'broker    → client  CONNACK     Success  session present',
      'broker    → client  PUBLISH     qos 1  id 31054  a  "x"  30 B',
    ],
    link: mqtt5Sections.subscriptionIdentifier,
  },
  ...([1, 2] as const).map((qos) =>
    exceeds(`receive-maximum.qos-${qos}`, { delivered: 6, exceeded: true }, [
      `broker → slow  PUBLISH  qos ${qos}  id 26728  a  "1"`,
      `broker → slow  PUBLISH  qos ${qos}  id 26729  a  "2"`,
      `broker → slow  PUBLISH  qos ${qos}  id 26730  a  "3"`,
    ]),
  ),
  exceeds('receive-maximum.until-pubcomp', { beforePubcomp: 1, afterPubcomp: 'second' }, [
    'broker → slow    PUBLISH  qos 2  id 26728  a  "first"',
    'broker → slow    PUBLISH  qos 2  id 26729  a  "second"',
    'slow   → broker  PUBREC   id 26728',
    'broker → slow    PUBREL   id 26728',
  ]),
  exceeds('receive-maximum.resumed', { delivered: 4, exceeded: true }, [
    'broker → slow    CONNACK  Success  session present',
    'broker → slow    PUBLISH  qos 1  id 49888  a  "1"',
    'broker → slow    PUBLISH  qos 1  id 49889  a  "2"',
    'slow   → broker  PUBACK   id 49888',
  ]),
  exceeds('limit.receive-maximum', { unanswered: 5, inTheEnd: ['1', '2', '3', '4', '5'] }, [
    'slow   → broker  CONNECT  MQTT 5  clean start  receive maximum 2',
    'broker → slow    PUBLISH  qos 1  id 10272  jobs  "1"',
    'broker → slow    PUBLISH  qos 1  id 10273  jobs  "2"',
    'broker → slow    PUBLISH  qos 1  id 10274  jobs  "3"',
  ]),
  ...([0, 1, 2] as const).map((qos) =>
    tooLarge(`maximum-packet.dropped-at-qos-${qos}`, { small: 1, normal: 1 }, [
      `broker → small  PUBLISH  qos ${qos}  a  "xxxxxxxx"…  ${qos === 0 ? 228 : 230} B`,
    ]),
  ),
  tooLarge(
    'maximum-packet.by-one-byte',
    [201, 199],
    [
      'broker → small  PUBLISH  qos 0  a  "xxxxxxxx"…  201 B',
      'broker → small  PUBLISH  qos 0  a  "xxxxxxxx"…  199 B',
    ],
  ),
  tooLarge('limit.packet-size', { first: 'large', others: ['large', 'thumbnail'] }, [
    'small  → broker  CONNECT  MQTT 5  clean start  maximum packet size 200',
    'broker → small   PUBLISH  qos 1  id 22029  photos  "xxxxxxxx"…  235 B',
    'small  ┄ broker  closed by the client',
  ]),
  tooLarge(
    'maximum-packet.retained',
    [200],
    ['broker → small  PUBLISH  qos 1  retain  a  "xxxxxxxx"…  230 B'],
  ),
]);

/** Deviations of aedes from what only MQTT 5 has. */
export const embeddedMqtt5Deviations: readonly KnownDeviation[] = ofBroker(
  'embedded',
  ['2.0.0-beta.1'],
  [...propertiesOfAedes, ...ofAedes],
);
