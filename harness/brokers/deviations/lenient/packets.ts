import type { Text } from '../../../base/text.ts';
import { mqtt311Sections } from '../../../protocol/mqtt311-sections.ts';
import type { Lenience } from './lenience.ts';

/** What a claim sees if the broker accepts a packet that must end the connection. */
export const ANSWERED = 'still open: PINGRESP came';

/** What the tap prints if the broker accepts a packet and answers the next one. */
export const takenFor = (...packets: readonly string[]): readonly string[] => [
  ...packets,
  'client → broker  PINGREQ',
  'broker → client  PINGRESP',
];

const takes = (
  what: Text,
  statements: Lenience['statements'],
  packets: readonly string[],
  section: string,
  verb: Text = { en: 'accepts', ja: 'を受け入れる' },
): Lenience => ({
  statements,
  seen: ANSWERED,
  does: { en: `${verb.en} ${what.en}`, ja: `${what.ja}${verb.ja}` },
  wire: takenFor(...packets),
  section,
});

const publish = (topic: string) => [`client → broker  PUBLISH   qos 0  ${topic}  "x"`];

const answers: Text = { en: 'answers', ja: 'に答える' };

/** The broker accepts a packet without the flag 0x2 that its fixed header must have. */
const takesFlags = (
  what: Text,
  statement: string,
  packet: string,
  answer: string,
  section: string,
): Lenience => {
  const flags = `malformed: Invalid header flag bits, must be 0x2 for ${packet.toLowerCase()} packet`;
  const lines = [`client → broker  ${packet}  ${flags}`, `broker → client  ${answer}`];
  return takes(what, { 4: statement, 5: statement }, lines, section, answers);
};

const { fixedHeaderFlags, packetIdentifier, strings, topicName, topics } = mqtt311Sections;

/** Packets after CONNECT that brokers accept. */
export const lenientAboutPackets = {
  'malformed.publish-plus': takes(
    { en: 'a message for a topic with + in it', ja: 'トピックに + を含むメッセージ' },
    { 4: 'MQTT-3.3.2-2' },
    publish('+/a'),
    topicName,
  ),
  'malformed.publish-hash': takes(
    { en: 'a message for a topic with # in it', ja: 'トピックに # を含むメッセージ' },
    { 4: 'MQTT-3.3.2-2' },
    publish('a/#'),
    topicName,
  ),
  'malformed.publish-empty-topic': takes(
    { en: 'a message for an empty topic', ja: 'トピックが空のメッセージ' },
    { 4: 'MQTT-4.7.3-1' },
    publish('""'),
    topics,
  ),
  'malformed.publish-ill-formed-topic': takes(
    { en: 'a topic that is not UTF-8', ja: 'UTF-8 でないトピック' },
    { 4: 'MQTT-1.5.3-1', 5: 'MQTT-1.5.4-1' },
    publish('a\\xff'),
    strings,
  ),
  'malformed.publish-surrogate': takes(
    { en: 'a topic with U+D800 in it', ja: 'U+D800 を含むトピック' },
    { 4: 'MQTT-1.5.3-1', 5: 'MQTT-1.5.4-1' },
    publish('a\\xed\\xa0\\x80'),
    strings,
  ),
  'malformed.publish-null': takes(
    { en: 'a topic with U+0000 in it', ja: 'U+0000 を含むトピック' },
    { 4: 'MQTT-1.5.3-2', 5: 'MQTT-1.5.4-2' },
    publish('a\\x00'),
    strings,
  ),
  'malformed.publish-id-0': takes(
    { en: 'a PUBLISH with packet id 0', ja: 'パケット ID が 0 の PUBLISH' },
    { 4: 'MQTT-2.3.1-1', 5: 'MQTT-2.2.1-3' },
    ['client → broker  PUBLISH   qos 1  id 0  a  "x"', 'broker → client  PUBACK    id 0'],
    packetIdentifier,
    answers,
  ),
  'malformed.pubrel-flags': takesFlags(
    { en: 'a PUBREL with the flags of a PUBREC', ja: 'PUBREC のフラグを付けた PUBREL' },
    'MQTT-3.6.1-1',
    'PUBREL',
    'PUBCOMP   id 1',
    mqtt311Sections.pubrel,
  ),
  'malformed.subscribe-flags': takesFlags(
    { en: 'a SUBSCRIBE without its fixed flags', ja: '決まったフラグのない SUBSCRIBE' },
    'MQTT-3.8.1-1',
    'SUBSCRIBE',
    'SUBACK     id 1  granted qos 0',
    mqtt311Sections.subscribe,
  ),
  'malformed.subscribe-id-0': takes(
    { en: 'a SUBSCRIBE with packet id 0', ja: 'パケット ID が 0 の SUBSCRIBE' },
    { 4: 'MQTT-2.3.1-1', 5: 'MQTT-2.2.1-3' },
    ['client → broker  SUBSCRIBE  id 0  a  qos 0', 'broker → client  SUBACK     id 0  granted qos 0'],
    packetIdentifier,
    answers,
  ),
  'malformed.subscribe-empty': takes(
    { en: 'a SUBSCRIBE without a filter', ja: 'フィルターのない SUBSCRIBE' },
    { 4: 'MQTT-3.8.3-3' },
    ['client → broker  SUBSCRIBE  id 1', 'broker → client  SUBACK     id 1'],
    mqtt311Sections.subscribePayload,
    answers,
  ),
  'malformed.subscribe-reserved-bits': takes(
    { en: 'a SUBSCRIBE with a reserved bit beside its QoS', ja: 'QoS の隣の予約ビットが立った SUBSCRIBE' },
    { 4: 'MQTT-3.8.3-4', 5: 'MQTT-3.8.3-5' },
    [
      'client → broker  SUBSCRIBE  malformed: Invalid subscribe topic flag bits, bits 7-2 must be 0',
      'broker → client  SUBACK     id 1  granted qos 0',
    ],
    mqtt311Sections.subscribePayload,
    answers,
  ),
  'malformed.unsubscribe-flags': takesFlags(
    { en: 'an UNSUBSCRIBE without its fixed flags', ja: '決まったフラグのない UNSUBSCRIBE' },
    'MQTT-3.10.1-1',
    'UNSUBSCRIBE',
    'UNSUBACK     id 1',
    mqtt311Sections.unsubscribe,
  ),
  'malformed.unsubscribe-id-0': takes(
    { en: 'an UNSUBSCRIBE with packet id 0', ja: 'パケット ID が 0 の UNSUBSCRIBE' },
    { 4: 'MQTT-2.3.1-1', 5: 'MQTT-2.2.1-3' },
    ['client → broker  UNSUBSCRIBE  id 0  a', 'broker → client  UNSUBACK     id 0'],
    packetIdentifier,
    answers,
  ),
  'malformed.unsubscribe-empty': takes(
    { en: 'an UNSUBSCRIBE without a filter', ja: 'フィルターのない UNSUBSCRIBE' },
    { 4: 'MQTT-3.10.3-2' },
    ['client → broker  UNSUBSCRIBE  id 1', 'broker → client  UNSUBACK     id 1'],
    mqtt311Sections.unsubscribe,
    answers,
  ),
  'malformed.pingreq-flags': takes(
    { en: 'a PINGREQ with a flag set in its fixed header', ja: '固定ヘッダーにフラグのある PINGREQ' },
    { 4: 'MQTT-2.2.2-2', 5: 'MQTT-2.1.3-1' },
    [
      'client → broker  PINGREQ   malformed: Invalid header flag bits, must be 0x0 for pingreq packet',
      'broker → client  PINGRESP',
    ],
    fixedHeaderFlags,
    answers,
  ),
} satisfies Record<string, Lenience>;
