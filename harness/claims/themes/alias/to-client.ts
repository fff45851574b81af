import { oneOf } from '../../../lab/claim.ts';
import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { type PublishProperties, readProperties } from '../properties/steps.ts';
import { aliasing, publishByAlias } from './steps.ts';

interface Understood {
  readonly topic: string;
  readonly alias: number | undefined;
}

/** Reads one message after another, and resolves topic aliases as a correct client does. */
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

/** Sends messages on five topics, twice, to a client with this Topic Alias Maximum. */
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

/** Topic aliases from the broker: within the subscriber's maximum, and independent of those of publishers. */
export const aliasToClient: readonly SpecClaim[] = [
  {
    id: 'alias.not-handed-on',
    says: {
      en: 'A publisher’s alias is not passed on to subscribers',
      ja: '送り手のエイリアスは、購読者には渡されない',
    },
    statements: { 5: ['MQTT-3.1.2-27'] },
    async check(bench) {
      const publisher = await aliasing(bench);
      const subscriber = await bench.connect('subscriber');
      await subscriber.subscribe(bench.topic('a'));
      await publishByAlias(publisher, bench.topic('a'), 1, 'set');
      await publishByAlias(publisher, '', 1, 'used');
      const expected = { topic: 'a', alias: undefined };
      const understand = understanding(subscriber);
      return { expected: [expected, expected], seen: [await understand(), await understand()] };
    },
  },
  {
    id: 'alias.to-client-none',
    says: {
      en: 'A client that does not mention topic aliases gets none',
      ja: 'トピックエイリアスに触れずに接続したクライアントには、エイリアスは届かない',
    },
    statements: { 5: ['MQTT-3.1.2-27'] },
    check: noneAllowed(),
  },
  {
    id: 'alias.to-client-maximum-0',
    says: {
      en: 'A client with Topic Alias Maximum 0 gets no aliases',
      ja: 'Topic Alias Maximum が 0 のクライアントには、エイリアスは届かない',
    },
    statements: { 5: ['MQTT-3.1.2-27'] },
    check: noneAllowed(0),
  },
  {
    id: 'alias.to-client',
    says: {
      en: 'Aliases a broker sends run from 1 to the client’s maximum and stand for the right topics',
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
