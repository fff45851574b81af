import { mqtt311Sections } from '../../protocol/mqtt311-sections.ts';
import type { KnownDeviation } from '../deviations/known-deviation.ts';
import { letsPass } from '../deviations/lenient/lets-pass.ts';
import { inFile, ofBroker } from '../deviations/of-broker.ts';
import { flowsOfAedes } from './deviations-flows.ts';

/** mqtt-packet, the parser of aedes, does not check strings. */
const STRINGS = 'https://github.com/mqttjs/mqtt-packet/issues/59';

const ofAedes = inFile(import.meta.url, [
  ...letsPass(
    'aedes',
    [
      'connect.client-id-ill-formed',
      'connect.client-id-null',
      'malformed.publish-ill-formed-topic',
      'malformed.publish-surrogate',
      'malformed.publish-null',
      'filters.refused-null',
    ],
    { under: [4, 5], link: STRINGS },
  ),
  ...letsPass(
    'aedes',
    [
      'connect.will-qos-3',
      'malformed.publish-id-0',
      'malformed.subscribe-id-0',
      'malformed.unsubscribe-id-0',
    ],
    { under: [4, 5] },
  ),
  ...letsPass('aedes', ['connect.password-without-user-name', 'malformed.unsubscribe-empty']),
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
