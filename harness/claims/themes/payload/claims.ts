import { createHash } from 'node:crypto';
import type { QoS } from 'mqtt-packet';
import type { Text } from '../../../base/text.ts';
import { UnsupportedError } from '../../../lab/set-up/unsupported.ts';
import type { Bench } from '../../bench.ts';
import type { Delivery, Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { pairAt, subscribeAt } from '../../steps/at-qos.ts';
import { gather } from '../../steps/gather.ts';
import { connectKept } from '../../steps/kept-session.ts';
import { findsLate } from '../../steps/retained.ts';

const levels: readonly QoS[] = [0, 1, 2];

const delivered: SpecClaim['statements'] = { 4: ['MQTT-4.5.0-1'], 5: ['MQTT-4.5.0-1'] };

/** A short text for bytes. Payloads with the same text are equal. */
const fingerprint = (bytes: Uint8Array): string =>
  `${bytes.length} bytes, SHA-256 ${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`;

const fingerprints = (deliveries: readonly Delivery[]) => deliveries.map(({ bytes }) => fingerprint(bytes));

/** Sends a payload to a subscriber at this QoS, and returns what it receives. */
async function deliver(bench: Bench, payload: Buffer, qos: QoS): Promise<string[]> {
  const { topic, publisher, subscriber } = await pairAt(bench, qos);
  await publisher.publish(topic, payload, { qos });
  return fingerprints(await bench.untilFence(subscriber, publisher, topic, qos));
}

const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

interface Content {
  readonly id: string;
  readonly says: Text;
  readonly payload: Buffer;
}

const contents: readonly Content[] = [
  {
    id: 'empty',
    says: { en: 'An empty payload is delivered', ja: '空のペイロードも届く' },
    payload: Buffer.alloc(0),
  },
  {
    id: 'every-byte',
    says: {
      en: 'A payload may hold any byte, and comes as it was sent',
      ja: 'ペイロードにはどのバイトがあってもよく、送ったとおりに届く',
    },
    payload: everyByte,
  },
  {
    id: 'utf-8',
    says: {
      en: 'UTF-8 in a payload is left alone: byte order mark, line ends, decomposed letters, U+0000',
      ja: 'ペイロードの UTF-8 には手が加わらない。BOM、改行、分解済みの文字、U+0000 もそのまま',
    },
    payload: Buffer.from('\ufeffcafe\u0301 caf\u00e9\r\n\u2615\u{1f5a5}\n\r\u0000\u304b\u3099 \u304c '),
  },
  {
    id: 'not-utf-8',
    says: {
      en: 'A payload need not be UTF-8: one that is not comes as it was sent',
      ja: 'ペイロードは UTF-8 でなくてもよく、UTF-8 として読めないバイトもそのまま届く',
    },
    payload: Buffer.from('c328eda080fffec080f8888080', 'hex'),
  },
  {
    id: 'packets',
    says: {
      en: 'A payload that looks like MQTT packets is still a payload',
      ja: 'MQTT パケットに見えるペイロードも、ただのペイロードとして届く',
    },
    payload: Buffer.from('e000c000300300017861e000', 'hex'),
  },
];

const exactly: readonly SpecClaim[] = contents.map(({ id, says, payload }) => ({
  id: `payload.${id}`,
  says: { en: `${says.en}, at every QoS`, ja: `${says.ja}(どの QoS でも)` },
  statements: delivered,
  async check(bench) {
    const taken = levels.filter((qos) => qos <= bench.broker.capabilities.maximumQoS);
    const seen: string[][] = [];
    for (const qos of taken) seen.push(await deliver(bench, payload, qos));
    return { expected: taken.map(() => [fingerprint(payload)]), seen };
  },
}));

/** The sizes at which the Remaining Length needs another byte [MQTT 5, table 1-1]. */
const boundaries: readonly SpecClaim[] = [127, 128, 16_383, 16_384].map((remainingLength) => ({
  id: `payload.remaining-length-${remainingLength}`,
  says: {
    en: `A PUBLISH with a remaining length of ${remainingLength} is read and delivered`,
    ja: `Remaining Length が ${remainingLength} の PUBLISH も読まれて届く`,
  },
  statements: { 4: ['MQTT-4.5.0-1'], 5: ['MQTT-1.5.5-1', 'MQTT-4.5.0-1'] },
  async check(bench) {
    const topicField = 2 + Buffer.byteLength(bench.topic('a'));
    const propertyLength = bench.isMqtt5 ? 1 : 0;
    const payload = Buffer.alloc(remainingLength - topicField - propertyLength, '.');
    return { expected: [fingerprint(payload)], seen: await deliver(bench, payload, 0) };
  },
}));

/** 1 MiB without topic and headers: EMQX by default accepts packets up to 1 MiB. */
const LARGE = 1024 * 1024 - 256;

/** @throws UnsupportedError if CONNACK says that such packets are too large [MQTT-3.2.2-15] */
function needRoom({ connack }: Peer, bytes: number): void {
  const limit = connack.fields.properties?.maximumPacketSize;
  if (typeof limit !== 'number' || limit >= bytes) return;
  throw new UnsupportedError({
    en: `CONNACK: maximum packet size ${limit}`,
    ja: `CONNACK の Maximum Packet Size が ${limit} です`,
  });
}

const large: readonly SpecClaim[] = levels.map((qos) => ({
  id: `payload.large-at-${qos}`,
  says: {
    en: `A payload of just under 1 MiB (${LARGE} bytes) comes whole at QoS ${qos}`,
    ja: `1 MiB に少し足りない ${LARGE} バイトのペイロードも、QoS ${qos} で欠けずに届く`,
  },
  statements: delivered,
  async check(bench) {
    needRoom(await bench.connect('asker'), LARGE + 256);
    const payload = Buffer.alloc(LARGE, everyByte);
    return { expected: [fingerprint(payload)], seen: await deliver(bench, payload, qos) };
  },
}));

/** The payload of a message arrives byte by byte. */
export const payload: readonly SpecClaim[] = [
  ...exactly,
  ...boundaries,
  ...large,
  {
    id: 'payload.retained',
    says: {
      en: 'A retained payload comes to a late subscriber as it was sent, byte for byte',
      ja: 'retain メッセージのペイロードは、あとからの購読者にも 1 バイトも変わらず届く',
    },
    statements: { 4: ['MQTT-3.3.1-5', 'MQTT-3.3.1-6'], 5: ['MQTT-3.3.1-5'] },
    async check(bench) {
      const publisher = await bench.connect('publisher');
      await publisher.publish(bench.topic('a'), everyByte, { qos: 1, retain: true });
      await bench.settled(publisher);
      const found = await findsLate(bench, publisher, 'a', 1);
      return { expected: [fingerprint(everyByte)], seen: fingerprints(found) };
    },
  },
  {
    id: 'payload.queued',
    says: {
      en: 'A payload that waited for a subscriber comes as it was sent, byte for byte',
      ja: '留守のあいだ取っておかれたペイロードも、1 バイトも変わらず届く',
    },
    statements: delivered,
    async check(bench) {
      const topic = bench.topic('a');
      const before = await connectKept(bench, 'sleeper');
      await subscribeAt(before, topic, 1);
      await before.disconnect();
      const publisher = await bench.connect('publisher');
      await publisher.publish(topic, everyByte, { qos: 1 });
      const sleeper = await connectKept(bench, 'sleeper');
      const found = await gather(bench, sleeper, publisher, [topic], 1, 1);
      return { expected: [fingerprint(everyByte)], seen: fingerprints(found) };
    },
  },
  {
    id: 'payload.will',
    says: {
      en: 'A will comes as it was left, byte for byte',
      ja: '遺言のペイロードも、預けたときから 1 バイトも変わらず届く',
    },
    statements: { 4: ['MQTT-3.1.2-8'], 5: ['MQTT-3.1.2-8'] },
    async check(bench) {
      const topic = bench.topic('a');
      const watcher = await bench.connect('watcher');
      await subscribeAt(watcher, topic, 1);
      const will = { topic, payload: everyByte, qos: 1, retain: false } as const;
      const { client } = await bench.connect('mortal', { will });
      client.destroy();
      return { expected: fingerprint(everyByte), seen: fingerprint((await watcher.next()).bytes) };
    },
  },
];
