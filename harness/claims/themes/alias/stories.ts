import type { Text } from '../../../base/text.ts';
import type { Bench } from '../../bench.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { aliasing, highestOf, publishByAlias } from './steps.ts';

interface Sent {
  readonly by?: 'one' | 'other';
  /** Empty if the alias stands for the topic. */
  readonly topic: 'a' | 'b' | '';
  /** Default: 1; `highest`: the highest alias that the broker accepts. */
  readonly alias?: 'highest';
  readonly payload: string;
}

interface Story {
  readonly id: string;
  readonly says: Text;
  readonly sends: readonly Sent[];
  /** Topics and payloads in the order in which they are received. */
  readonly heard: readonly string[];
}

const stories: readonly Story[] = [
  {
    id: 'used',
    says: {
      en: 'A topic alias stands for the topic it was sent with before',
      ja: 'トピックエイリアスは、前に一緒に送られたトピックの代わりになる',
    },
    sends: [
      { topic: 'a', payload: 'set' },
      { topic: '', payload: 'used' },
      { topic: '', payload: 'again' },
    ],
    heard: ['a set', 'a used', 'a again'],
  },
  {
    id: 'remapped',
    says: {
      en: 'A topic alias stands for the last topic it was sent with',
      ja: 'トピックエイリアスに別のトピックを付けて送ると、新しいトピックを指すようになる',
    },
    sends: [
      { topic: 'a', payload: 'set' },
      { topic: 'b', payload: 'set' },
      { topic: '', payload: 'used' },
    ],
    heard: ['a set', 'b set', 'b used'],
  },
  {
    id: 'highest',
    says: {
      en: 'All aliases up to the maximum in CONNACK are accepted, each on its own',
      ja: 'CONNACK で知らされた上限までのエイリアスは、それぞれ別のものとして使える',
    },
    sends: [
      { topic: 'a', payload: 'set' },
      { topic: 'b', alias: 'highest', payload: 'set' },
      { topic: '', payload: 'used' },
      { topic: '', alias: 'highest', payload: 'used' },
    ],
    heard: ['a set', 'b set', 'a used', 'b used'],
  },
  {
    id: 'of-each-client',
    says: {
      en: 'The same alias from two clients stands for two topics',
      ja: '同じ番号のエイリアスでも、クライアントが違えば別のトピックを指す',
    },
    sends: [
      { topic: 'a', payload: 'set' },
      { by: 'other', topic: 'b', payload: 'set' },
      { topic: '', payload: 'used' },
      { by: 'other', topic: '', payload: 'used' },
    ],
    heard: ['a set', 'b set', 'a used', 'b used'],
  },
];

/** Publishes message by message: MQTT promises no order between topics or between publishers. */
async function tell(bench: Bench, sends: readonly Sent[]): Promise<string[]> {
  const publishers = { one: await aliasing(bench, 'one'), other: await aliasing(bench, 'other') };
  const listener = await bench.connect('listener');
  await listener.subscribe((['a', 'b'] as const).map((name) => ({ topic: bench.topic(name), qos: 1 })));
  const heard: string[] = [];
  for (const { by = 'one', topic, alias, payload } of sends) {
    const number = alias === 'highest' ? highestOf(publishers[by]) : 1;
    await publishByAlias(publishers[by], topic && bench.topic(topic), number, payload);
    const delivery = await listener.next();
    heard.push(`${delivery.topic} ${delivery.payload}`);
  }
  return heard;
}

/** Messages sent by alias, as a subscriber without aliases receives them. */
export const aliasStories: readonly SpecClaim[] = stories.map(({ id, says, sends, heard }) => ({
  id: `alias.${id}`,
  says,
  statements: { 5: ['MQTT-3.3.2-7', 'MQTT-3.3.2-12'] },
  check: async (bench) => ({ expected: heard, seen: await tell(bench, sends) }),
}));
