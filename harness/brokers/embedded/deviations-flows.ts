import { mqtt311Sections } from '../../protocol/mqtt311-sections.ts';
import { type FiledDeviation, inFile } from '../deviations/of-broker.ts';

const MQTT_5 = 'https://docs.oasis-open.org/mqtt/mqtt/v5.0/os/mqtt-v5.0-os.html';
const CLEAN_START = `${MQTT_5}#_Toc3901039`;

const passesOnDup = ([1, 2] as const).map((qos) => ({
  claim: `qos.dup-not-passed-on-at-${qos}`,
  statements: { 4: 'MQTT-3.3.1-3', 5: 'MQTT-3.3.1-3' },
  seen: [{ payload: 'open', dup: true }],
  does: {
    en: `aedes passes on the DUP flag of a QoS ${qos} message as the publisher set it`,
    ja: `aedes は、QoS ${qos} のメッセージの DUP フラグを、送り手が立てたまま引き継ぐ`,
  },
  wire: [
    `publisher → broker      PUBLISH  qos ${qos}  dup  id 1  a  "open"`,
    `broker    → subscriber  PUBLISH  qos ${qos}  dup  id 62284  a  "open"`,
  ],
  link: mqtt311Sections.dup,
}));

/** Deviations of aedes in QoS flows, redelivery and sessions. */
export const flowsOfAedes: readonly FiledDeviation[] = inFile(import.meta.url, [
  ...passesOnDup,
  {
    claim: 'redelivery.dup-at-2',
    statements: { 4: 'MQTT-3.3.1-1', 5: 'MQTT-3.3.1-1' },
    seen: { payload: 'open', dup: false },
    does: {
      en: 'aedes sends a QoS 2 message again without the DUP flag',
      ja: 'aedes は送り直す QoS 2 のメッセージに DUP フラグを立てない',
    },
    wire: [
      'broker → slow    PUBLISH     qos 2  id 41882  a  "open"',
      'slow   → broker  DISCONNECT',
      'slow   → broker  CONNECT     clean start 0',
      'broker → slow    CONNACK     session present',
      'broker → slow    PUBLISH     qos 2  id 41882  a  "open"',
    ],
    link: 'https://github.com/moscajs/aedes/issues/601',
  },
  {
    claim: 'redelivery.pubrels',
    statements: { 4: 'MQTT-4.4.0-1', 5: 'MQTT-4.3.3-6' },
    seen: ['nothing', 'PUBLISH', 'PUBREL'],
    does: {
      en: 'aedes keeps one PUBREL per session, that of the last PUBREC: other messages come again as PUBLISH, or not at all',
      ja: 'aedes がセッションごとに覚える PUBREL は、最後の PUBREC の 1 つだけ。ほかのメッセージは PUBLISH からやり直しになるか、消える',
    },
    wire: [
      'slow   → broker  PUBREC   id 47451',
      'broker → slow    PUBREL   id 47451',
      'slow   → broker  PUBREC   id 47452',
      'broker → slow    PUBREL   id 47452',
      'slow   → broker  PUBREC   id 47453',
      'broker → slow    PUBREL   id 47453',
      'slow   → broker  DISCONNECT',
      'slow   → broker  CONNECT  clean session 0',
      'broker → slow    CONNACK  session present',
      'broker → slow    PUBREL   id 47453',
      'broker → slow    PUBLISH  qos 2  id 47452  a  "second"',
      'broker → slow    PUBLISH  qos 2  id 47453  a  "third"',
    ],
    link: mqtt311Sections.deliveryRetry,
  },
  {
    claim: 'session.queued-at-lower-qos',
    statements: { 4: 'MQTT-3.8.4-6', 5: 'MQTT-3.8.4-8' },
    seen: [{ payload: 'away', qos: 2 }],
    does: {
      en: 'aedes keeps a message for a client that is away at the publisher’s QoS, though the subscription was granted less',
      ja: 'aedes は、認めた購読の QoS のほうが低くても、留守のあいだのメッセージを送り手の QoS で取っておく',
    },
    wire: [
      'sleeper   → broker     SUBSCRIBE   id 1  a  qos 1',
      'broker    → sleeper    SUBACK      id 1  granted qos 1',
      'sleeper   → broker     DISCONNECT',
      'publisher → broker     PUBLISH     qos 2  id 1  a  "away"',
      'sleeper   → broker     CONNECT     clean session 0',
      'broker    → sleeper    CONNACK     session present',
      'broker    → sleeper    PUBLISH     qos 2  id 60870  a  "away"',
    ],
    link: 'https://github.com/moscajs/aedes/issues/208',
  },
  {
    claim: 'session.clean-start-ends-inbound',
    statements: { 4: 'MQTT-3.1.2-6', 5: 'MQTT-3.1.2-4' },
    seen: ['half'],
    does: {
      en: 'aedes keeps a client’s half-finished QoS 2 messages beyond a clean start: the new message is taken for the old one and lost',
      ja: 'aedes は、クリーンスタートでも送りかけの QoS 2 のメッセージを忘れない。新しいメッセージは古いものと間違えられて消える',
    },
    wire: [
      'publisher → broker      PUBLISH  qos 2  id 515  a  "half"',
      'broker    → subscriber  PUBLISH  qos 2  id 15667  a  "half"',
      'broker    → publisher   PUBREC   id 515',
      'publisher ✗ broker      connection closed',
      'publisher → broker      CONNECT  clean start 1',
      'broker    → publisher   CONNACK  Success',
      'publisher → broker      PUBLISH  qos 2  id 515  a  "new"',
      'broker    → publisher   PUBREC   id 515',
      'publisher → broker      PUBREL   id 515',
      'broker    → publisher   PUBCOMP  id 515',
    ],
    link: CLEAN_START,
  },
  {
    claim: 'session.queue-on-last-visit',
    statements: { 5: 'MQTT-3.1.2-5' },
    seen: [],
    does: {
      en: 'aedes drops what waited when the client comes back with a Session Expiry Interval of 0, though it says session present',
      ja: 'aedes は、Session Expiry Interval 0 で戻ると、session present 1 と言いながら、取っておいたメッセージを捨てる',
    },
    wire: [
      'publisher → broker   PUBLISH  qos 1  id 1  a  "away"',
      'sleeper   → broker   CONNECT  clean start 0  session expiry 0 s',
      'broker    → sleeper  CONNACK  session present',
      'publisher → broker   PUBLISH  qos 1  id 3  a  "fence 1"',
      'broker    → sleeper  PUBLISH  qos 1  id 24222  a  "fence 1"',
    ],
    link: CLEAN_START,
  },
]);
