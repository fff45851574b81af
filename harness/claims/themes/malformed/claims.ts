import type { Text } from '../../../base/text.ts';
import type { Bench } from '../../bench.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { field, rawPacket } from '../../steps/bytes.ts';
import { cutOffFor } from '../../steps/ending.ts';

interface MalformedPacket {
  readonly id: string;
  readonly what: Text;
  readonly statements: SpecClaim['statements'];
  readonly packet: (bench: Bench) => Buffer;
}

/** An empty property length under MQTT 5, otherwise nothing. */
const noProperties = (bench: Bench): readonly number[] => (bench.isMqtt5 ? [0] : []);

const ID_1 = [0, 1];
const ID_0 = [0, 0];

const publish = (
  bench: Bench,
  topic: string | Uint8Array,
  first = 0x30,
  id: readonly number[] = [],
): Buffer => rawPacket(first, field(topic), id, noProperties(bench), Buffer.from('x'));

const subscribe = (bench: Bench, options: number, first = 0x82, id = ID_1): Buffer =>
  rawPacket(first, id, noProperties(bench), field(bench.topic('a')), [options]);

const unsubscribe = (bench: Bench, first = 0xa2, id = ID_1): Buffer =>
  rawPacket(first, id, noProperties(bench), field(bench.topic('a')));

/** A topic of this run that ends with the given bytes. */
const topicWith = (bench: Bench, ...bytes: readonly number[]): Buffer =>
  Buffer.concat([Buffer.from(bench.topic('a')), Buffer.from(bytes)]);

const packets: readonly MalformedPacket[] = [
  {
    id: 'publish-qos-3',
    what: { en: 'PUBLISH at QoS 3', ja: 'QoS 3 の PUBLISH' },
    statements: { 4: ['MQTT-3.3.1-4'], 5: ['MQTT-3.3.1-4', 'MQTT-4.13.1-1'] },
    packet: (bench) => publish(bench, bench.topic('a'), 0x36, ID_1),
  },
  {
    id: 'publish-plus',
    what: { en: 'PUBLISH with + in its topic', ja: 'トピックに + を含む PUBLISH' },
    statements: { 4: ['MQTT-3.3.2-2', 'MQTT-4.8.0-1'], 5: ['MQTT-3.3.2-2', 'MQTT-4.13.1-1'] },
    packet: (bench) => publish(bench, bench.topic('+/a')),
  },
  {
    id: 'publish-hash',
    what: { en: 'PUBLISH with # in its topic', ja: 'トピックに # を含む PUBLISH' },
    statements: { 4: ['MQTT-3.3.2-2', 'MQTT-4.8.0-1'], 5: ['MQTT-3.3.2-2', 'MQTT-4.13.1-1'] },
    packet: (bench) => publish(bench, bench.topic('a/#')),
  },
  {
    id: 'publish-empty-topic',
    what: { en: 'PUBLISH with an empty topic', ja: 'トピックが空の PUBLISH' },
    statements: { 4: ['MQTT-4.7.3-1', 'MQTT-4.8.0-1'], 5: ['MQTT-4.7.3-1', 'MQTT-4.13.1-1'] },
    packet: (bench) => publish(bench, ''),
  },
  {
    id: 'publish-ill-formed-topic',
    what: { en: 'PUBLISH whose topic is not UTF-8', ja: 'トピックが UTF-8 でない PUBLISH' },
    statements: { 4: ['MQTT-1.5.3-1', 'MQTT-3.3.2-1'], 5: ['MQTT-1.5.4-1', 'MQTT-3.3.2-1'] },
    packet: (bench) => publish(bench, topicWith(bench, 0xff)),
  },
  {
    id: 'publish-surrogate',
    what: { en: 'PUBLISH with U+D800 in its topic', ja: 'トピックに U+D800 を含む PUBLISH' },
    statements: { 4: ['MQTT-1.5.3-1'], 5: ['MQTT-1.5.4-1'] },
    packet: (bench) => publish(bench, topicWith(bench, 0xed, 0xa0, 0x80)),
  },
  {
    id: 'publish-null',
    what: { en: 'PUBLISH with U+0000 in its topic', ja: 'トピックに U+0000 を含む PUBLISH' },
    statements: { 4: ['MQTT-1.5.3-2', 'MQTT-4.7.3-2'], 5: ['MQTT-1.5.4-2', 'MQTT-4.7.3-2'] },
    packet: (bench) => publish(bench, topicWith(bench, 0x00)),
  },
  {
    id: 'publish-id-0',
    what: { en: 'PUBLISH at QoS 1 with packet id 0', ja: 'パケット ID が 0 の QoS 1 の PUBLISH' },
    statements: { 4: ['MQTT-2.3.1-1', 'MQTT-4.8.0-1'], 5: ['MQTT-2.2.1-3', 'MQTT-4.13.1-1'] },
    packet: (bench) => publish(bench, bench.topic('a'), 0x32, ID_0),
  },
  {
    id: 'pubrel-flags',
    what: { en: 'PUBREL with the flags of PUBREC', ja: 'フラグが PUBREC のものである PUBREL' },
    statements: { 4: ['MQTT-3.6.1-1'], 5: ['MQTT-3.6.1-1'] },
    packet: () => rawPacket(0x60, ID_1),
  },
  {
    id: 'subscribe-flags',
    what: { en: 'SUBSCRIBE without its fixed flags', ja: '固定フラグの誤った SUBSCRIBE' },
    statements: { 4: ['MQTT-3.8.1-1'], 5: ['MQTT-3.8.1-1'] },
    packet: (bench) => subscribe(bench, 0, 0x80),
  },
  {
    id: 'subscribe-id-0',
    what: { en: 'SUBSCRIBE with packet id 0', ja: 'パケット ID が 0 の SUBSCRIBE' },
    statements: { 4: ['MQTT-2.3.1-1', 'MQTT-4.8.0-1'], 5: ['MQTT-2.2.1-3', 'MQTT-4.13.1-1'] },
    packet: (bench) => subscribe(bench, 0, 0x82, ID_0),
  },
  {
    id: 'subscribe-empty',
    what: { en: 'SUBSCRIBE without a filter', ja: 'フィルターのない SUBSCRIBE' },
    statements: { 4: ['MQTT-3.8.3-3', 'MQTT-4.8.0-1'], 5: ['MQTT-3.8.3-2', 'MQTT-4.13.1-1'] },
    packet: (bench) => rawPacket(0x82, ID_1, noProperties(bench)),
  },
  {
    id: 'subscribe-qos-3',
    what: { en: 'SUBSCRIBE at QoS 3', ja: 'QoS 3 の SUBSCRIBE' },
    statements: { 4: ['MQTT-3.8.3-4'], 5: ['MQTT-4.13.1-1'] },
    packet: (bench) => subscribe(bench, 0x03),
  },
  {
    id: 'subscribe-reserved-bits',
    what: { en: 'SUBSCRIBE with a reserved bit beside its QoS', ja: 'QoS の隣の予約ビットが 1 の SUBSCRIBE' },
    statements: { 4: ['MQTT-3.8.3-4'], 5: ['MQTT-3.8.3-5', 'MQTT-4.13.1-1'] },
    packet: (bench) => subscribe(bench, 0x40),
  },
  {
    id: 'subscribe-retain-handling-3',
    what: { en: 'SUBSCRIBE with Retain Handling 3', ja: 'Retain Handling が 3 の SUBSCRIBE' },
    statements: { 5: ['MQTT-4.13.1-1'] },
    packet: (bench) => subscribe(bench, 0x30),
  },
  {
    id: 'unsubscribe-flags',
    what: { en: 'UNSUBSCRIBE without its fixed flags', ja: '固定フラグの誤った UNSUBSCRIBE' },
    statements: { 4: ['MQTT-3.10.1-1'], 5: ['MQTT-3.10.1-1'] },
    packet: (bench) => unsubscribe(bench, 0xa0),
  },
  {
    id: 'unsubscribe-id-0',
    what: { en: 'UNSUBSCRIBE with packet id 0', ja: 'パケット ID が 0 の UNSUBSCRIBE' },
    statements: { 4: ['MQTT-2.3.1-1', 'MQTT-4.8.0-1'], 5: ['MQTT-2.2.1-3', 'MQTT-4.13.1-1'] },
    packet: (bench) => unsubscribe(bench, 0xa2, ID_0),
  },
  {
    id: 'unsubscribe-empty',
    what: { en: 'UNSUBSCRIBE without a filter', ja: 'フィルターのない UNSUBSCRIBE' },
    statements: { 4: ['MQTT-3.10.3-2', 'MQTT-4.8.0-1'], 5: ['MQTT-3.10.3-2', 'MQTT-4.13.1-1'] },
    packet: (bench) => rawPacket(0xa2, ID_1, noProperties(bench)),
  },
  {
    id: 'pingreq-flags',
    what: { en: 'PINGREQ with a flag set', ja: 'フラグが 0 でない PINGREQ' },
    statements: { 4: ['MQTT-2.2.2-1', 'MQTT-2.2.2-2'], 5: ['MQTT-2.1.3-1', 'MQTT-4.13.1-1'] },
    packet: () => rawPacket(0xc1),
  },
];

/** Packets that a client must not send, so that the broker must close the connection. */
export const malformed: readonly SpecClaim[] = packets.map(({ id, what, statements, packet }) => ({
  id: `malformed.${id}`,
  says: { en: `${what.en} ends the connection`, ja: `${what.ja} を送ると、接続を閉じられる` },
  statements,
  async check(bench) {
    const { client } = await bench.connect('client');
    return cutOffFor(client, packet(bench));
  },
}));
