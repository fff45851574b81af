import type { Text } from '../../../base/text.ts';
import type { Condition } from '../../../lab/claim.ts';
import { ConnectionEndedError } from '../../../wire/client/raw-client.ts';
import type { Bench } from '../../bench.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { publisherAt } from '../../steps/at-qos.ts';
import { gather } from '../../steps/gather.ts';
import { filterMatching } from './matching.ts';
import { subscriptions } from './subscriptions.ts';

/** The code of SUBACK for an invalid filter, or that the connection ended instead. */
export async function refusalOf(bench: Bench, topic: string): Promise<number | 'closed' | undefined> {
  const peer = await bench.connect('client');
  try {
    const { fields } = await peer.subscribe(topic);
    return fields.granted?.[0];
  } catch (error) {
    if (error instanceof ConnectionEndedError) return 'closed';
    throw error;
  }
}

export const refused: Condition = {
  condition: 'the connection closed, or a SUBACK code of 0x80 and above',
  holds: (seen) => seen === 'closed' || (typeof seen === 'number' && seen >= 0x80),
};

interface BadFilter {
  readonly id: string;
  readonly why: Text;
  readonly statements: SpecClaim['statements'];
  readonly filter: (bench: Bench) => string;
}

const hash: SpecClaim['statements'] = { 4: ['MQTT-4.7.1-2'], 5: ['MQTT-4.7.1-1'] };
const plus: SpecClaim['statements'] = { 4: ['MQTT-4.7.1-3'], 5: ['MQTT-4.7.1-2'] };

const badFilters: readonly BadFilter[] = [
  {
    id: 'hash-not-last',
    why: { en: 'with # in the middle', ja: '# が途中にある' },
    statements: hash,
    filter: (bench) => bench.topic('a/#/b'),
  },
  {
    id: 'hash-in-level',
    why: { en: 'with # after a letter', ja: '# が文字に続いている' },
    statements: hash,
    filter: (bench) => bench.topic('a#'),
  },
  {
    id: 'plus-behind-letter',
    why: { en: 'with + after a letter', ja: '+ が文字に続いている' },
    statements: plus,
    filter: (bench) => bench.topic('a+'),
  },
  {
    id: 'plus-before-letter',
    why: { en: 'with + before a letter', ja: '+ の後ろに文字がある' },
    statements: plus,
    filter: (bench) => bench.topic('+a/b'),
  },
  {
    id: 'empty',
    why: { en: 'without a single character', ja: '1 文字もない' },
    statements: { 4: ['MQTT-4.7.3-1'], 5: ['MQTT-4.7.3-1'] },
    filter: () => '',
  },
  {
    id: 'null',
    why: { en: 'with U+0000 in it', ja: 'U+0000 を含む' },
    statements: { 4: ['MQTT-1.5.3-2', 'MQTT-4.7.3-2'], 5: ['MQTT-1.5.4-2', 'MQTT-4.7.3-2'] },
    filter: (bench) => bench.topic('a\0'),
  },
];

const rejections: readonly SpecClaim[] = badFilters.map(({ id, why, statements, filter }) => ({
  id: `filters.refused-${id}`,
  says: { en: `A filter ${why.en} is not granted`, ja: `${why.ja}フィルターは受け入れられない` },
  statements,
  check: async (bench) => ({ expected: refused, seen: await refusalOf(bench, filter(bench)) }),
}));

/** A message that two subscriptions match: the highest QoS of the received copies. */
const overlapping: readonly SpecClaim[] = (['narrow', 'wide'] as const).map((higher) => ({
  id: `filters.overlapping-${higher}-higher`,
  says: {
    en: `When two filters match and the ${higher === 'wide' ? 'wider' : 'narrower'} one has the higher QoS, the message comes at that QoS`,
    ja: `2 つのフィルターが一致し、${higher === 'wide' ? '広い' : '狭い'}ほうの QoS が高いとき、メッセージはその高い QoS で届く`,
  },
  statements: { 4: ['MQTT-3.3.5-1'], 5: ['MQTT-3.3.4-2'] },
  async check(bench) {
    const topic = bench.topic('a/b');
    const subscriber = await bench.connect('subscriber');
    const publisher = await publisherAt(bench, 2);
    await subscriber.subscribe([
      { topic: bench.topic('a/+'), qos: higher === 'wide' ? 2 : 0 },
      { topic, qos: higher === 'wide' ? 0 : 2 },
    ]);
    await publisher.publish(topic, 'open', { qos: 2 });
    const deliveries = await gather(bench, subscriber, publisher, [topic], 2);
    return { expected: 2, seen: Math.max(...deliveries.map(({ qos }) => qos)) };
  },
}));

export const filters: readonly SpecClaim[] = [
  ...filterMatching,
  ...rejections,
  ...overlapping,
  ...subscriptions,
];
