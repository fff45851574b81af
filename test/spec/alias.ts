import type { IPublishPacket } from 'mqtt-packet';
import type { Bench } from '../../harness/claims/bench.ts';
import type { Peer } from '../../harness/claims/peer.ts';
import { type SpecClaim, UnsupportedError } from '../../harness/claims/spec-claim.ts';
import { oneOf } from '../../harness/lab/claim.ts';
import { ending } from './ending.ts';
import { type PublishProperties, readProperties } from './publish-properties.ts';
import { findsLate } from './retained.ts';

const HIGHEST = 0xffff;

/** The highest topic alias that a broker takes; none where CONNACK does not say. */
const maximumOf = ({ connack }: Peer): number => Number(connack.fields.properties?.topicAliasMaximum ?? 0);

/** @throws UnsupportedError where CONNACK allows no topic alias */
async function aliasing(bench: Bench, name = 'publisher'): Promise<Peer> {
  const peer = await bench.connect(name);
  if (maximumOf(peer) > 0) return peer;
  throw new UnsupportedError({
    en: 'CONNACK says topic alias maximum 0',
    ja: 'CONNACK の Topic Alias Maximum は 0 です',
  });
}

const publish = (
  peer: Peer,
  topic: string,
  topicAlias: number,
  payload: string,
  fields: Partial<IPublishPacket> = {},
) => peer.publish(topic, payload, { qos: 1, properties: { topicAlias }, ...fields });

/** Topic and payload of all that comes to `a` and `b`. */
async function listener(bench: Bench): Promise<{ heard: (count: number) => Promise<string[]> }> {
  const peer = await bench.connect('listener');
  await peer.subscribe([
    { topic: bench.topic('a'), qos: 1 },
    { topic: bench.topic('b'), qos: 1 },
  ]);
  return {
    heard: async (count) => {
      const messages: string[] = [];
      while (messages.length < count) {
        const { topic, payload } = await peer.next();
        messages.push(`${topic} ${payload}`);
      }
      return messages;
    },
  };
}

/** What becomes of who sends this alias. */
async function endingAfter(peer: Peer, topic: string, topicAlias: number) {
  const message = { cmd: 'publish', payload: 'x', qos: 0, dup: false, retain: false } as const;
  await peer.client.send({ ...message, topic, properties: { topicAlias } });
  await peer.client.send({ cmd: 'pingreq' });
  return { expected: 'closed by the broker', seen: await ending(peer.client) };
}

interface Understood {
  readonly topic: string;
  readonly alias: number | undefined;
}

/** Reads one message after another, topics by their aliases as a client that follows the rules understands them. */
function understanding(peer: Peer): () => Promise<Understood> {
  const topics = new Map<number, string>();
  return async () => {
    const packet = await peer.client.receive('PUBLISH');
    const { topicAlias: alias }: PublishProperties = readProperties(packet);
    const { topic } = peer.read(packet);
    if (alias !== undefined && topic !== '') topics.set(alias, topic);
    return { topic: topic || (topics.get(alias ?? 0) ?? 'unknown'), alias };
  };
}

const rooms = ['1', '2', '3', '4', '5', '1', '2', '3', '4', '5'].map((number) => `room/${number}`);

/** Messages on five topics, twice, to a client that allows so many aliases. */
async function toClient(bench: Bench, topicAliasMaximum?: number): Promise<Understood[]> {
  const properties = topicAliasMaximum === undefined ? {} : { topicAliasMaximum };
  const peer = await bench.connect('client', { properties });
  const publisher = await bench.connect('publisher');
  await peer.subscribe(bench.topic('room/+'));
  const understand = understanding(peer);
  const seen: Understood[] = [];
  for (const room of rooms) {
    await publisher.publish(bench.topic(room), 'x');
    seen.push(await understand());
  }
  return seen;
}

const noneAllowed =
  (topicAliasMaximum?: number): SpecClaim['check'] =>
  async (bench) => {
    const expected = rooms.map((topic) => ({ topic, alias: undefined }));
    return { expected, seen: await toClient(bench, topicAliasMaximum) };
  };

/** Numbers that stand for topics on one connection. */
export const alias: readonly SpecClaim[] = [
  {
    id: 'alias.used',
    says: {
      en: 'A topic alias stands for the topic that it came with before',
      ja: 'トピックエイリアスは、前に一緒に送られたトピックの代わりになる',
    },
    statements: { 5: ['MQTT-3.3.2-12'] },
    async check(bench) {
      const publisher = await aliasing(bench);
      const { heard } = await listener(bench);
      await publish(publisher, bench.topic('a'), 1, 'set');
      await publish(publisher, '', 1, 'used');
      await publish(publisher, '', 1, 'again');
      return { expected: ['a set', 'a used', 'a again'], seen: await heard(3) };
    },
  },
  {
    id: 'alias.remapped',
    says: {
      en: 'A topic alias stands for the last topic that it came with',
      ja: 'トピックエイリアスに別のトピックを付けて送ると、新しいトピックを指すようになる',
    },
    statements: { 5: ['MQTT-3.3.2-12'] },
    async check(bench) {
      const publisher = await aliasing(bench);
      const { heard } = await listener(bench);
      await publish(publisher, bench.topic('a'), 1, 'set');
      await publish(publisher, bench.topic('b'), 1, 'set');
      await publish(publisher, '', 1, 'used');
      return { expected: ['a set', 'b set', 'b used'], seen: await heard(3) };
    },
  },
  {
    id: 'alias.highest',
    says: {
      en: 'All aliases up to the one that CONNACK names are taken, each for itself',
      ja: 'CONNACK で知らされた上限までのエイリアスは、それぞれ別のものとして使える',
    },
    statements: { 5: ['MQTT-3.3.2-12'] },
    async check(bench) {
      const publisher = await aliasing(bench);
      const highest = maximumOf(publisher);
      if (highest === 1) {
        throw new UnsupportedError({
          en: 'CONNACK says topic alias maximum 1: there are no two',
          ja: 'CONNACK の Topic Alias Maximum は 1 で、2 つ使えません',
        });
      }
      const { heard } = await listener(bench);
      await publish(publisher, bench.topic('a'), 1, 'set');
      await publish(publisher, bench.topic('b'), highest, 'set');
      await publish(publisher, '', 1, 'used');
      await publish(publisher, '', highest, 'used');
      return { expected: ['a set', 'b set', 'a used', 'b used'], seen: await heard(4) };
    },
  },
  {
    id: 'alias.of-each-client',
    says: {
      en: 'The same alias of two clients stands for two topics',
      ja: '同じ番号のエイリアスでも、クライアントが違えば別のトピックを指す',
    },
    statements: { 5: ['MQTT-3.3.2-7', 'MQTT-3.3.2-12'] },
    async check(bench) {
      const one = await aliasing(bench, 'one');
      const other = await aliasing(bench, 'other');
      const { heard } = await listener(bench);
      await publish(one, bench.topic('a'), 1, 'set');
      await publish(other, bench.topic('b'), 1, 'set');
      await publish(one, '', 1, 'used');
      await publish(other, '', 1, 'used');
      const seen = await heard(4);
      // Two publishers: nobody promises an order between them.
      return { expected: ['a set', 'a used', 'b set', 'b used'], seen: seen.sort() };
    },
  },
  {
    id: 'alias.retained',
    says: {
      en: 'What is retained by an alias is found under its topic',
      ja: 'エイリアスで送った保持メッセージも、本来のトピックで見つかる',
    },
    statements: { 5: ['MQTT-3.3.2-12', 'MQTT-3.3.1-5'] },
    async check(bench) {
      const publisher = await aliasing(bench);
      await publish(publisher, bench.topic('a'), 1, 'passing');
      await publish(publisher, '', 1, 'kept', { retain: true });
      await bench.settled(publisher);
      const found = await findsLate(bench, publisher, 'a', 1);
      return { expected: ['a kept'], seen: found.map(({ topic, payload }) => `${topic} ${payload}`) };
    },
  },
  {
    id: 'alias.forgotten',
    says: {
      en: 'An alias ends with its connection: who uses it on the next one is cut off',
      ja: 'エイリアスは接続とともに消える。次の接続で使うと、接続を閉じられる',
    },
    statements: { 5: ['MQTT-3.3.2-7', 'MQTT-4.13.1-1'] },
    async check(bench) {
      const before = await aliasing(bench);
      await publish(before, bench.topic('a'), 1, 'set');
      await before.disconnect();
      return endingAfter(await aliasing(bench), '', 1);
    },
  },
  {
    id: 'alias.unknown',
    says: {
      en: 'Who uses an alias that stands for nothing is cut off',
      ja: 'どのトピックも指していないエイリアスを使うと、接続を閉じられる',
    },
    statements: { 5: ['MQTT-4.13.1-1'] },
    check: async (bench) => endingAfter(await aliasing(bench), '', 1),
  },
  {
    id: 'alias.zero',
    says: {
      en: 'Who sends topic alias 0 is cut off',
      ja: 'トピックエイリアス 0 を送ると、接続を閉じられる',
    },
    statements: { 5: ['MQTT-3.3.2-8', 'MQTT-4.13.1-1'] },
    check: async (bench) => endingAfter(await bench.connect('publisher'), bench.topic('a'), 0),
  },
  {
    id: 'alias.above-maximum',
    says: {
      en: 'Who sends a higher alias than CONNACK allows is cut off',
      ja: 'CONNACK で知らされた上限を超えるエイリアスを送ると、接続を閉じられる',
    },
    statements: { 5: ['MQTT-3.3.2-9', 'MQTT-4.13.1-1'] },
    async check(bench) {
      const publisher = await bench.connect('publisher');
      const maximum = maximumOf(publisher);
      if (maximum === HIGHEST) {
        throw new UnsupportedError({
          en: `CONNACK says topic alias maximum ${HIGHEST}: there is no higher one`,
          ja: `CONNACK の Topic Alias Maximum は ${HIGHEST} で、それより大きな番号はありません`,
        });
      }
      return endingAfter(publisher, bench.topic('a'), maximum + 1);
    },
  },
  {
    id: 'alias.not-handed-on',
    says: {
      en: 'The alias of a publisher is not handed on to subscribers',
      ja: '送り手のエイリアスは、購読者には渡されない',
    },
    statements: { 5: ['MQTT-3.1.2-27'] },
    async check(bench) {
      const publisher = await aliasing(bench);
      const subscriber = await bench.connect('subscriber');
      await subscriber.subscribe(bench.topic('a'));
      await publish(publisher, bench.topic('a'), 1, 'set');
      await publish(publisher, '', 1, 'used');
      const expected = { topic: 'a', alias: undefined };
      const understand = understanding(subscriber);
      return { expected: [expected, expected], seen: [await understand(), await understand()] };
    },
  },
  {
    id: 'alias.to-client-none',
    says: {
      en: 'A client that does not speak of topic aliases gets none',
      ja: 'トピックエイリアスに触れずに接続したクライアントには、エイリアスは届かない',
    },
    statements: { 5: ['MQTT-3.1.2-27'] },
    check: noneAllowed(),
  },
  {
    id: 'alias.to-client-maximum-0',
    says: {
      en: 'A client with topic alias maximum 0 gets none',
      ja: 'Topic Alias Maximum が 0 のクライアントには、エイリアスは届かない',
    },
    statements: { 5: ['MQTT-3.1.2-27'] },
    check: noneAllowed(0),
  },
  {
    id: 'alias.to-client',
    says: {
      en: 'Aliases that a broker sends are from 1 to what the client allows, and stand for the right topics',
      ja: 'ブローカーが使うエイリアスは 1 からクライアントの上限までで、正しいトピックを指す',
    },
    statements: { 5: ['MQTT-3.1.2-26', 'MQTT-3.3.2-11', 'MQTT-3.3.2-8'] },
    async check(bench) {
      const allowed = oneOf(undefined, 1, 2);
      const expected = rooms.map((topic) => ({ topic, alias: allowed }));
      return { expected, seen: await toClient(bench, 2) };
    },
  },
];
