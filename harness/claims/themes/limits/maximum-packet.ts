import type { QoS } from 'mqtt-packet';
import { UnsupportedError } from '../../../lab/set-up/unsupported.ts';
import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { cutOffFor } from '../../steps/ending.ts';
import { gatherKept, overtaken } from '../../steps/gather.ts';
import { keep } from '../../steps/retained.ts';

/** The largest packet that a claim sends, in bytes. */
const TRYABLE_BYTES = 4_000_000;

/** Bytes; enough for every acknowledgement. */
const MAXIMUM = 200;
const large = 'x'.repeat(MAXIMUM);

const taking = (maximumPacketSize: number) => ({ properties: { maximumPacketSize } });

/** How many messages come before the one with the payload `last`, which is small enough for every client. */
async function beforeLast(peer: Peer): Promise<number> {
  const deliveries = await peer.until(({ payload }) => payload === 'last');
  return deliveries.length;
}

/** Whether the message with the payload `last` comes soon. */
async function getsToLast(peer: Peer): Promise<boolean> {
  for (;;) {
    const delivery = await overtaken(peer);
    if (delivery === undefined || delivery.payload === 'last') return delivery !== undefined;
  }
}

async function largeThenSmall(bench: Bench, qos: QoS, properties = {}) {
  const topic = bench.topic('a');
  const small = await bench.connect('small', { properties: { maximumPacketSize: MAXIMUM, ...properties } });
  const normal = await bench.connect('normal');
  const publisher = await bench.connect('publisher');
  for (const peer of [small, normal]) await peer.subscribe({ topic, qos });
  for (const payload of [large, 'last']) await publisher.publish(topic, payload, { qos });
  return { small, normal };
}

/** Sends packets of these sizes at QoS 0. @returns the sizes that a client with {@link MAXIMUM} receives */
async function ofSizes(bench: Bench, ...wanted: readonly number[]): Promise<number[]> {
  const topic = bench.topic('a');
  const small = await bench.connect('small', taking(MAXIMUM));
  const publisher = await bench.connect('publisher');
  await small.subscribe(topic);
  // A packet has a fixed header of 3 bytes, the topic with its length, and an empty property length.
  for (const size of wanted) await publisher.publish(topic, 'x'.repeat(size - 3 - 2 - topic.length - 1));
  await publisher.publish(topic, 'last');
  const sizes: number[] = [];
  for (;;) {
    const packet = await small.client.receive('PUBLISH');
    if (small.read(packet).payload === 'last') return sizes;
    sizes.push(packet.size);
  }
}

const dropped: readonly SpecClaim[] = ([0, 1, 2] as const).map((qos) => ({
  id: `maximum-packet.dropped-at-qos-${qos}`,
  says: {
    en: `A QoS ${qos} message that is too large for a client does not reach it; it reaches others`,
    ja: `クライアントに大きすぎる QoS ${qos} のメッセージは、そのクライアントには届かず、ほかには届く`,
  },
  statements: { 5: ['MQTT-3.1.2-24', 'MQTT-3.1.2-25'] },
  async check(bench) {
    const { small, normal } = await largeThenSmall(bench, qos);
    return {
      expected: { small: 0, normal: 1 },
      seen: { small: await beforeLast(small), normal: await beforeLast(normal) },
    };
  },
}));

/** The Maximum Packet Size of client and broker. */
export const maximumPacket: readonly SpecClaim[] = [
  ...dropped,
  {
    id: 'maximum-packet.goes-on',
    says: {
      en: 'A message that is too large counts as delivered: the next one comes, though only one may be in flight',
      ja: '大きすぎるメッセージは届け終えたものと見なされ、同時に 1 通しか受け取らないクライアントにも次のメッセージが届く',
    },
    statements: { 5: ['MQTT-3.1.2-25'] },
    async check(bench) {
      const { small, normal } = await largeThenSmall(bench, 1, { receiveMaximum: 1 });
      await beforeLast(normal);
      return { expected: true, seen: await getsToLast(small) };
    },
  },
  {
    id: 'maximum-packet.retained',
    says: {
      en: 'A retained message that is too large for a client does not reach it',
      ja: 'クライアントに大きすぎる retain メッセージは、そのクライアントには届かない',
    },
    statements: { 5: ['MQTT-3.1.2-24'] },
    async check(bench) {
      const publisher = await bench.connect('publisher');
      await keep(bench, publisher, 'a', large, 1);
      const small = await bench.connect('small', taking(MAXIMUM));
      await small.subscribe({ topic: bench.topic('a'), qos: 1 });
      const deliveries = await gatherKept(bench, small, publisher, [bench.topic('a')], 1);
      return { expected: [], seen: deliveries.map(({ bytes }) => bytes.length) };
    },
  },
  {
    id: 'maximum-packet.fits',
    says: {
      en: 'A message exactly as large as a client allows reaches it',
      ja: 'クライアントの上限とちょうど同じ大きさのメッセージは届く',
    },
    statements: { 5: ['MQTT-3.1.2-24', 'MQTT-3.8.4-8'] },
    check: async (bench) => ({ expected: [MAXIMUM], seen: await ofSizes(bench, MAXIMUM) }),
  },
  {
    id: 'maximum-packet.by-one-byte',
    says: {
      en: 'A message one byte larger than a client allows does not reach it',
      ja: 'クライアントの上限を 1 バイトでも超えるメッセージは届かない',
    },
    statements: { 5: ['MQTT-3.1.2-24'] },
    check: async (bench) => ({
      expected: [MAXIMUM - 1],
      seen: await ofSizes(bench, MAXIMUM + 1, MAXIMUM - 1),
    }),
  },
  {
    id: 'maximum-packet.of-broker',
    says: {
      en: 'A packet larger than CONNACK allows ends the connection',
      ja: 'CONNACK で知らされた上限より大きなパケットを送ると、接続を閉じられる',
    },
    statements: { 5: ['MQTT-3.2.2-15', 'MQTT-4.13.1-1'] },
    async check(bench) {
      const { client, connack } = await bench.connect('client');
      const maximum = connack.fields.properties?.maximumPacketSize;
      if (typeof maximum !== 'number' || maximum > TRYABLE_BYTES) {
        throw new UnsupportedError({
          en: `CONNACK says maximum packet size ${maximum ?? 'unlimited'}: too large to be tried`,
          ja: `CONNACK の Maximum Packet Size は${maximum ?? '無制限'}で、試すには大きすぎます`,
        });
      }
      return cutOffFor(client, {
        cmd: 'publish',
        topic: bench.topic('a'),
        payload: Buffer.alloc(maximum),
        qos: 0,
        dup: false,
        retain: false,
      });
    },
  },
];
