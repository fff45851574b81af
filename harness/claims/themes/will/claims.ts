import type { QoS } from 'mqtt-packet';
import type { Text } from '../../../base/text.ts';
import { codes } from '../../../protocol/codes.ts';
import type { Bench, ConnectFields } from '../../bench.ts';
import type { Delivery, Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { willDelay } from './delay.ts';
import { willAfterEnding } from './endings.ts';
import { nextOrNothing, watcherOf, willOn, willPublished } from './steps.ts';

const levels: readonly QoS[] = [0, 1, 2];

/** The statements that a normal DISCONNECT deletes the will. */
const notPublished = { 4: ['MQTT-3.1.2-10', 'MQTT-3.14.4-3'], 5: ['MQTT-3.1.2-10', 'MQTT-3.14.4-3'] };

const atEachQos: readonly SpecClaim[] = levels.map((qos) => ({
  id: `will.at-qos-${qos}`,
  says: {
    en: `A will at QoS ${qos} comes at QoS ${qos} to a subscriber at QoS 2`,
    ja: `QoS ${qos} の遺言は、QoS 2 の購読者に QoS ${qos} で届く`,
  },
  statements: willPublished,
  async check(bench) {
    const watcher = await watcherOf(bench);
    const { client } = await bench.connect('mortal', willOn(bench, { qos }));
    client.destroy();
    return { expected: { payload: 'gone', qos }, seen: await watcher.next() };
  },
}));

interface Payload {
  readonly id: string;
  readonly what: Text;
  readonly bytes: Buffer;
}

const payloads: readonly Payload[] = [
  { id: 'empty', what: { en: 'An empty will', ja: '空の遺言' }, bytes: Buffer.alloc(0) },
  {
    id: 'binary',
    what: { en: 'A will of any bytes', ja: 'どんなバイト列の遺言' },
    bytes: Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
  },
];

const withEachPayload: readonly SpecClaim[] = payloads.map(({ id, what, bytes }) => ({
  id: `will.${id}`,
  says: { en: `${what.en} is published as it was given`, ja: `${what.ja}も、預けたとおりに送られる` },
  statements: willPublished,
  async check(bench) {
    const watcher = await watcherOf(bench);
    const { client } = await bench.connect('mortal', willOn(bench, { payload: bytes }));
    client.destroy();
    return {
      expected: bytes.toString('hex'),
      seen: Buffer.from((await watcher.next()).bytes).toString('hex'),
    };
  },
}));

/** The messages that the watcher receives after a client has disconnected, up to a fence. */
async function afterGoodbye(
  bench: Bench,
  fields: ConnectFields,
  say: (mortal: Peer) => Promise<void> = (mortal) => mortal.disconnect(),
): Promise<Delivery[]> {
  const watcher = await watcherOf(bench);
  await say(await bench.connect('mortal', fields));
  // The id is used again: by then the broker has dealt with its last connection.
  await bench.connect('mortal');
  return bench.untilFence(watcher, watcher, bench.topic('a'), 1);
}

export const will: readonly SpecClaim[] = [
  ...atEachQos,
  ...willAfterEnding,
  ...withEachPayload,
  {
    id: 'will.lower-qos',
    says: {
      en: 'A will at QoS 2 comes at the lower QoS of each subscription',
      ja: 'QoS 2 の遺言も、購読の QoS が低ければ、その QoS で届く',
    },
    statements: { 4: ['MQTT-3.1.2-8', 'MQTT-3.8.4-6'], 5: ['MQTT-3.1.2-8', 'MQTT-3.8.4-8'] },
    async check(bench) {
      const watchers = [await watcherOf(bench, 0), await watcherOf(bench, 1)];
      const { client } = await bench.connect('mortal', willOn(bench, { qos: 2 }));
      client.destroy();
      const seen = await Promise.all(watchers.map(async (watcher) => (await watcher.next()).qos));
      return { expected: [0, 1], seen };
    },
  },
  {
    id: 'will.not-after-reason-0',
    says: {
      en: 'A DISCONNECT with reason code 0x00 written out is a goodbye too: no will',
      ja: '理由コード 0x00 を明記した DISCONNECT もふつうの切断で、遺言は送られない',
    },
    statements: { 5: notPublished[5] },
    check: async (bench) => ({
      expected: [],
      seen: await afterGoodbye(bench, willOn(bench), async ({ client }) => {
        // Remaining length 1, so that the reason code is there.
        await client.send(Buffer.of(0xe0, 1, codes.normalDisconnection));
        client.end();
        await client.closed();
      }),
    }),
  },
  {
    id: 'will.none',
    says: {
      en: 'A client that left no will leaves no message',
      ja: '遺言を預けていなければ、切れても何も送られない',
    },
    statements: { 4: ['MQTT-3.1.2-12'], 5: ['MQTT-3.1.2-10'] },
    async check(bench) {
      const watcher = await watcherOf(bench);
      const first = await bench.connect('mortal', willOn(bench));
      await first.disconnect();
      const second = await bench.connect('mortal');
      second.client.destroy();
      // The id is used again: by then the broker has dealt with its last connection.
      await bench.connect('mortal');
      return { expected: [], seen: await bench.untilFence(watcher, watcher, bench.topic('a'), 1) };
    },
  },
  {
    id: 'will.once',
    says: {
      en: 'A will is published once: the client’s next connection no longer has it',
      ja: '遺言が送られるのは 1 回だけで、次の接続には残っていない',
    },
    statements: { 4: ['MQTT-3.1.2-10'], 5: ['MQTT-3.1.2-10'] },
    async check(bench) {
      const watcher = await watcherOf(bench);
      const first = await bench.connect('mortal', willOn(bench));
      first.client.destroy();
      const { payload } = await watcher.next();
      const second = await bench.connect('mortal');
      second.client.destroy();
      await bench.connect('mortal');
      return {
        expected: { payload: 'gone', more: [] },
        seen: { payload, more: await bench.untilFence(watcher, watcher, bench.topic('a'), 1) },
      };
    },
  },
  {
    id: 'will.replaced',
    says: {
      en: 'The will published is that of the connection that ends, not of an earlier one',
      ja: '送られるのは切れた接続の遺言で、前の接続のものではない',
    },
    statements: willPublished,
    async check(bench) {
      const watcher = await watcherOf(bench);
      const first = await bench.connect('mortal', willOn(bench, { payload: Buffer.from('old') }));
      await first.disconnect();
      const second = await bench.connect('mortal', willOn(bench, { payload: Buffer.from('new') }));
      second.client.destroy();
      return { expected: 'new', seen: (await watcher.next()).payload };
    },
  },
  {
    id: 'will.retained-as-live',
    says: {
      en: 'A retained will reaches an existing subscriber without the retain flag',
      ja: 'retain 付きの遺言も、すでに購読していたクライアントには retain フラグなしで届く',
    },
    statements: { 4: ['MQTT-3.1.2-17', 'MQTT-3.3.1-9'], 5: ['MQTT-3.1.2-15', 'MQTT-3.3.1-12'] },
    async check(bench) {
      const watcher = await watcherOf(bench);
      // Otherwise the watcher may also receive the will as a retained message: see `subscribeEarly`.
      await bench.untilRetainedFence(watcher, watcher);
      const { client } = await bench.connect('mortal', willOn(bench, { retain: true }));
      client.destroy();
      return { expected: { payload: 'gone', retain: false }, seen: await watcher.next() };
    },
  },
  {
    id: 'will.taken-over',
    says: {
      en: 'When a client id is taken over, the will of the client that had it is published',
      ja: 'クライアント ID を引き継がれた側の遺言も送られる',
    },
    statements: { 4: ['MQTT-3.1.2-8', 'MQTT-3.1.4-2'], 5: ['MQTT-3.1.2-8', 'MQTT-3.1.4-3'] },
    async check(bench) {
      const watcher = await watcherOf(bench);
      await bench.connect('mortal', willOn(bench));
      await bench.connect('mortal');
      return { expected: { payload: 'gone', qos: 1 }, seen: await nextOrNothing(watcher) };
    },
  },
  ...willDelay,
];
