import { UnsupportedError } from '../../../lab/set-up/unsupported.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { cutOffFor } from '../../steps/ending.ts';
import { findsLate } from '../../steps/retained.ts';
import { aliasing, maximumOf, publishByAlias } from './steps.ts';
import { aliasStories } from './stories.ts';
import { aliasToClient } from './to-client.ts';

const HIGHEST = 0xffff;

/** What the broker does with a client that sends this alias. */
async function endingAfter(peer: Peer, topic: string, topicAlias: number) {
  const message = { cmd: 'publish', payload: 'x', qos: 0, dup: false, retain: false } as const;
  return cutOffFor(peer.client, { ...message, topic, properties: { topicAlias } });
}

/** Topic aliases: numbers that stand for topics on one connection. */
export const alias: readonly SpecClaim[] = [
  ...aliasStories,
  {
    id: 'alias.retained',
    says: {
      en: 'A message retained through an alias is found under its topic',
      ja: 'エイリアスで送った retain メッセージも、本来のトピックに残る',
    },
    statements: { 5: ['MQTT-3.3.2-12', 'MQTT-3.3.1-5'] },
    async check(bench) {
      const publisher = await aliasing(bench);
      await publishByAlias(publisher, bench.topic('a'), 1, 'passing');
      await publishByAlias(publisher, '', 1, 'kept', { retain: true });
      await bench.settled(publisher);
      const found = await findsLate(bench, publisher, 'a', 1);
      return { expected: ['a kept'], seen: found.map(({ topic, payload }) => `${topic} ${payload}`) };
    },
  },
  {
    id: 'alias.forgotten',
    says: {
      en: 'An alias ends with its connection: using it on the next one ends that one',
      ja: 'エイリアスは接続とともに消える。次の接続で使うと、接続を閉じられる',
    },
    statements: { 5: ['MQTT-3.3.2-7', 'MQTT-4.13.1-1'] },
    async check(bench) {
      const before = await aliasing(bench);
      await publishByAlias(before, bench.topic('a'), 1, 'set');
      await before.disconnect();
      return endingAfter(await aliasing(bench), '', 1);
    },
  },
  {
    id: 'alias.unknown',
    says: {
      en: 'An alias that stands for nothing ends the connection',
      ja: 'どのトピックも指していないエイリアスを使うと、接続を閉じられる',
    },
    statements: { 5: ['MQTT-4.13.1-1'] },
    check: async (bench) => endingAfter(await aliasing(bench), '', 1),
  },
  {
    id: 'alias.zero',
    says: {
      en: 'Topic alias 0 ends the connection',
      ja: 'トピックエイリアス 0 を送ると、接続を閉じられる',
    },
    statements: { 5: ['MQTT-3.3.2-8', 'MQTT-4.13.1-1'] },
    check: async (bench) => endingAfter(await bench.connect('publisher'), bench.topic('a'), 0),
  },
  {
    id: 'alias.above-maximum',
    says: {
      en: 'A higher alias than CONNACK allows ends the connection',
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
  ...aliasToClient,
];
