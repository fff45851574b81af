import { mqtt311Sections } from '../../protocol/mqtt311-sections.ts';
import type { KnownDeviation } from '../deviations/known-deviation.ts';
import { ACCEPTED, accepted } from '../deviations/lenient/connect.ts';
import { ANSWERED, takenFor } from '../deviations/lenient/packets.ts';
import { inFile, ofBroker } from '../deviations/of-broker.ts';
import { flowsOfAedes } from './deviations-flows.ts';

/** mqtt-packet, the parser of aedes, does not check strings. */
const STRINGS = 'https://github.com/mqttjs/mqtt-packet/issues/59';

const ofAedes = inFile(import.meta.url, [
  {
    claim: 'redelivery.dup',
    statements: { 4: 'MQTT-3.3.1-1', 5: 'MQTT-3.3.1-1' },
    seen: { dup: false },
    does: {
      en: 'aedes sends a message again without the DUP flag',
      ja: 'aedes は送り直すメッセージに DUP フラグを立てない',
    },
    wire: [
      'broker → slow    PUBLISH  qos 1  id 41582  office/window  "open"',
      'slow   → broker  PUBACK   id 41582  ✗ lost',
      'slow   ✗ broker  connection cut',
      'slow   → broker  CONNECT  clean start 0',
      'broker → slow    CONNACK  session present',
      'broker → slow    PUBLISH  qos 1  id 41582  office/window  "open"',
    ],
    link: 'https://github.com/moscajs/aedes/issues/601',
  },
  {
    claim: 'connect.will-qos-3',
    statements: { 4: 'MQTT-3.1.2-14', 5: 'MQTT-3.1.2-12' },
    seen: ACCEPTED,
    does: {
      en: 'aedes accepts a CONNECT with a will at QoS 3',
      ja: 'aedes は Will の QoS が 3 の CONNECT を受け入れる',
    },
    wire: accepted('will  qos 3  never  "never"'),
    link: mqtt311Sections.connect,
  },
  {
    claim: 'connect.password-without-user-name',
    statements: { 4: 'MQTT-3.1.2-22' },
    seen: ACCEPTED,
    does: {
      en: 'aedes accepts a password without a user name, as MQTT 5 allows',
      ja: 'aedes はユーザー名のないパスワードを、MQTT 5 と同じように受け入れる',
    },
    wire: accepted('MQTT 3.1.1  (connect flags 0x42)'),
    link: mqtt311Sections.connect,
  },
  {
    claim: 'connect.client-id-ill-formed',
    statements: { 4: 'MQTT-3.1.3-4', 5: 'MQTT-3.1.3-4' },
    seen: ACCEPTED,
    does: {
      en: 'aedes accepts a client id that is not UTF-8',
      ja: 'aedes は UTF-8 でないクライアント ID を受け入れる',
    },
    wire: accepted('(client id mho27pb61clien\\xff)'),
    link: STRINGS,
  },
  {
    claim: 'connect.client-id-null',
    statements: { 4: 'MQTT-1.5.3-2', 5: 'MQTT-1.5.4-2' },
    seen: ACCEPTED,
    does: {
      en: 'aedes accepts a client id with U+0000 in it',
      ja: 'aedes は U+0000 を含むクライアント ID を受け入れる',
    },
    wire: accepted('(client id mho1jhw5sclien\\x00)'),
    link: STRINGS,
  },
  {
    claim: 'connect.session-without-subscription',
    statements: { 4: 'MQTT-3.2.2-2', 5: 'MQTT-3.2.2-3' },
    seen: false,
    does: {
      en: 'aedes finds a session by its subscriptions: one without any is forgotten',
      ja: 'aedes は購読を手がかりにセッションを探すので、購読のないセッションは忘れられる',
    },
    wire: [
      'client → broker  CONNECT     clean start 0  session expiry 60 s',
      'broker → client  CONNACK     Success',
      'client → broker  DISCONNECT  Normal disconnection',
      'client → broker  CONNECT     clean start 0  session expiry 60 s',
      'broker → client  CONNACK     Success',
    ],
    link: mqtt311Sections.connect,
  },
  {
    claim: 'malformed.publish-ill-formed-topic',
    statements: { 4: 'MQTT-1.5.3-1', 5: 'MQTT-1.5.4-1' },
    seen: ANSWERED,
    does: {
      en: 'aedes accepts a topic that is not UTF-8',
      ja: 'aedes は UTF-8 でないトピックを受け入れる',
    },
    wire: takenFor('client → broker  PUBLISH   qos 0  a\\xff  "x"'),
    link: STRINGS,
  },
  {
    claim: 'malformed.publish-surrogate',
    statements: { 4: 'MQTT-1.5.3-1', 5: 'MQTT-1.5.4-1' },
    seen: ANSWERED,
    does: {
      en: 'aedes accepts a topic with U+D800 in it',
      ja: 'aedes は U+D800 を含むトピックを受け入れる',
    },
    wire: takenFor('client → broker  PUBLISH   qos 0  a\\xed\\xa0\\x80  "x"'),
    link: STRINGS,
  },
  {
    claim: 'malformed.publish-null',
    statements: { 4: 'MQTT-1.5.3-2', 5: 'MQTT-1.5.4-2' },
    seen: ANSWERED,
    does: {
      en: 'aedes accepts a topic with U+0000 in it',
      ja: 'aedes は U+0000 を含むトピックを受け入れる',
    },
    wire: takenFor('client → broker  PUBLISH   qos 0  a\\x00  "x"'),
    link: STRINGS,
  },
  {
    claim: 'malformed.publish-id-0',
    statements: { 4: 'MQTT-2.3.1-1', 5: 'MQTT-2.2.1-3' },
    seen: ANSWERED,
    does: {
      en: 'aedes answers a PUBLISH of packet id 0 with a PUBACK of packet id 0',
      ja: 'aedes はパケット ID が 0 の PUBLISH に、パケット ID 0 の PUBACK を返す',
    },
    wire: takenFor('client → broker  PUBLISH   qos 1  id 0  a  "x"', 'broker → client  PUBACK    id 0'),
    link: mqtt311Sections.packetIdentifier,
  },
  {
    claim: 'malformed.subscribe-id-0',
    statements: { 4: 'MQTT-2.3.1-1', 5: 'MQTT-2.2.1-3' },
    seen: ANSWERED,
    does: {
      en: 'aedes answers a SUBSCRIBE of packet id 0 with a SUBACK of packet id 0',
      ja: 'aedes はパケット ID が 0 の SUBSCRIBE に、パケット ID 0 の SUBACK を返す',
    },
    wire: takenFor(
      'client → broker  SUBSCRIBE id 0  a  qos 0',
      'broker → client  SUBACK    id 0  granted qos 0',
    ),
    link: mqtt311Sections.packetIdentifier,
  },
  {
    claim: 'malformed.unsubscribe-id-0',
    statements: { 4: 'MQTT-2.3.1-1', 5: 'MQTT-2.2.1-3' },
    seen: ANSWERED,
    does: {
      en: 'aedes answers an UNSUBSCRIBE of packet id 0 with an UNSUBACK of packet id 0',
      ja: 'aedes はパケット ID が 0 の UNSUBSCRIBE に、パケット ID 0 の UNSUBACK を返す',
    },
    wire: takenFor('client → broker  UNSUBSCRIBE  id 0  a', 'broker → client  UNSUBACK     id 0'),
    link: mqtt311Sections.packetIdentifier,
  },
  {
    claim: 'malformed.unsubscribe-empty',
    statements: { 4: 'MQTT-3.10.3-2' },
    seen: ANSWERED,
    does: {
      en: 'aedes answers an UNSUBSCRIBE without a filter with an UNSUBACK',
      ja: 'aedes はフィルターのない UNSUBSCRIBE に UNSUBACK を返す',
    },
    wire: takenFor('client → broker  UNSUBSCRIBE  id 1', 'broker → client  UNSUBACK     id 1'),
    link: mqtt311Sections.unsubscribe,
  },
  {
    claim: 'filters.refused-null',
    statements: { 4: 'MQTT-1.5.3-2', 5: 'MQTT-1.5.4-2' },
    seen: 0,
    does: {
      en: 'aedes grants a filter with U+0000 in it',
      ja: 'aedes は U+0000 を含むフィルターの購読を認める',
    },
    wire: [
      'client → broker  SUBSCRIBE  id 1  a\\x00  qos 0',
      'broker → client  SUBACK     id 1  granted qos 0',
    ],
    link: STRINGS,
  },
  {
    claim: 'filters.overlapping-wide-higher',
    statements: { 4: 'MQTT-3.3.5-1', 5: 'MQTT-3.3.4-2' },
    seen: 0,
    does: {
      en: 'aedes delivers once, through the filter it finds first, whatever its QoS',
      ja: 'aedes は最初に見つけたフィルターで 1 通だけ届け、QoS の高さは見ない',
    },
    wire: [
      'subscriber → broker      SUBSCRIBE  id 1  a/+  qos 2  a/b  qos 0',
      'broker     → subscriber  SUBACK     id 1  granted qos 2  granted qos 0',
      'publisher  → broker      PUBLISH    qos 2  id 1  a/b  "open"',
      'broker     → subscriber  PUBLISH    qos 0  a/b  "open"',
    ],
    link: 'https://github.com/moscajs/aedes/issues/1074',
  },
  {
    claim: 'filters.same-twice-in-one',
    statements: { 4: 'MQTT-3.8.4-5', 5: 'MQTT-3.8.4-6' },
    seen: { granted: [1], deliveries: [{ payload: 'open', qos: 1 }] },
    does: {
      en: 'aedes drops the first of two equal filters, and its return code with it',
      ja: 'aedes は同じ 2 つのフィルターの 1 つ目を捨て、そのリターンコードも返さない',
    },
    wire: [
      'subscriber → broker      SUBSCRIBE  id 1  a  qos 0  a  qos 1',
      'broker     → subscriber  SUBACK     id 1  granted qos 1',
    ],
    link: mqtt311Sections.subscribe,
  },
]);

/** Deviations of aedes, the embedded broker. */
export const embeddedDeviations: readonly KnownDeviation[] = ofBroker(
  'embedded',
  ['2.0.0-beta.1'],
  [...ofAedes, ...flowsOfAedes],
);
