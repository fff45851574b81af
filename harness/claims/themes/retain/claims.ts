import type { QoS } from 'mqtt-packet';
import type { Condition } from '../../../lab/claim.ts';
import type { Bench } from '../../bench.ts';
import type { Delivery, Peer, Subscribed } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { needQos } from '../../steps/at-qos.ts';
import { gatherKept } from '../../steps/gather.ts';
import { findsLate, findsNothing, keep, subscribeEarly } from '../../steps/retained.ts';
import { retainByWill } from './by-will.ts';
import { retainOptions } from './options.ts';

const levels: readonly QoS[] = [0, 1, 2];

/** One retained message on each of these topics. */
const findsOn = (bench: Bench, late: Peer, publisher: Peer, topics: readonly string[]): Promise<Delivery[]> =>
  gatherKept(
    bench,
    late,
    publisher,
    topics.map((topic) => bench.topic(topic)),
    1,
    topics.length,
  );

const keptAtEach: readonly SpecClaim[] = levels.map((qos) => ({
  id: `retain.kept-at-qos-${qos}`,
  says: {
    en: `A message retained at QoS ${qos} reaches a late subscriber at QoS ${qos}, with the retain flag`,
    ja: `QoS ${qos} で retain したメッセージは、あとからの購読者に QoS ${qos}、retain フラグ付きで届く`,
  },
  statements: { 4: ['MQTT-3.3.1-5', 'MQTT-3.3.1-8'], 5: ['MQTT-3.3.1-5', 'MQTT-3.3.1-9'] },
  async check(bench) {
    const publisher = await bench.connect('publisher');
    await keep(bench, publisher, 'a', 'kept', qos);
    return {
      expected: [{ payload: 'kept', qos, retain: true }],
      seen: await findsLate(bench, publisher, 'a', qos),
    };
  },
}));

const clearedAtEach: readonly SpecClaim[] = levels.map((qos) => ({
  id: `retain.cleared-at-qos-${qos}`,
  says: {
    en: `An empty retained message at QoS ${qos} clears the topic: a late subscriber finds nothing`,
    ja: `QoS ${qos} の空の retain メッセージでトピックが消え、あとからの購読者には何も届かない`,
  },
  statements: { 4: ['MQTT-3.3.1-10', 'MQTT-3.3.1-11'], 5: ['MQTT-3.3.1-6', 'MQTT-3.3.1-7'] },
  async check(bench) {
    const publisher = await bench.connect('publisher');
    await keep(bench, publisher, 'a', 'kept', 1);
    await keep(bench, publisher, 'a', '', qos);
    return { expected: [], seen: await findsNothing(bench, publisher, 'a') };
  },
}));

const untouchedAtEach: readonly SpecClaim[] = levels.map((qos) => ({
  id: `retain.not-replaced-at-qos-${qos}`,
  says: {
    en: `A QoS ${qos} message without the retain flag, even an empty one, leaves the retained one alone`,
    ja: `retain なしの QoS ${qos} のメッセージは、空であっても、残っているメッセージを変えない`,
  },
  statements: { 4: ['MQTT-3.3.1-12'], 5: ['MQTT-3.3.1-8'] },
  async check(bench) {
    const publisher = await bench.connect('publisher');
    await keep(bench, publisher, 'a', 'kept', 1);
    needQos(bench, qos);
    await publisher.publish(bench.topic('a'), 'passing', { qos });
    await publisher.publish(bench.topic('a'), '', { qos });
    await bench.settled(publisher);
    return {
      expected: [{ payload: 'kept', retain: true }],
      seen: await findsLate(bench, publisher, 'a', 1),
    };
  },
}));

export const retain: readonly SpecClaim[] = [
  ...keptAtEach,
  ...clearedAtEach,
  ...untouchedAtEach,
  ...retainOptions,
  {
    id: 'retain.wildcard',
    says: {
      en: 'A wildcard subscription finds what is retained on every matching topic, and on no other',
      ja: 'ワイルドカードで購読すると、一致するトピックに残っているメッセージがすべて届き、ほかは届かない',
    },
    statements: { 4: ['MQTT-3.3.1-6'], 5: ['MQTT-3.3.1-9'] },
    async check(bench) {
      const publisher = await bench.connect('publisher');
      for (const topic of ['room/1', 'room/2', 'room/2/door', 'hall']) {
        await keep(bench, publisher, topic, 'kept', 1);
      }
      const late = await bench.connect('late');
      await late.subscribe({ topic: bench.topic('room/+'), qos: 1 });
      const topics = ['room/1', 'room/2'];
      return {
        expected: topics.map((topic) => ({ topic, payload: 'kept', retain: true })),
        seen: await findsOn(bench, late, publisher, topics),
      };
    },
  },
  {
    id: 'retain.several-filters',
    says: {
      en: 'Subscribing to several filters in one packet finds what is retained on each',
      ja: '1 つのパケットで複数のフィルターを購読すると、それぞれに残っているメッセージが届く',
    },
    statements: { 4: ['MQTT-3.3.1-6', 'MQTT-3.8.4-4'], 5: ['MQTT-3.3.1-9', 'MQTT-3.8.4-5'] },
    async check(bench) {
      const publisher = await bench.connect('publisher');
      const topics = ['a', 'b', 'c'];
      for (const topic of topics) await keep(bench, publisher, topic, 'kept', 1);
      const late = await bench.connect('late');
      await late.subscribe(topics.map((topic): Subscribed => ({ topic: bench.topic(topic), qos: 1 })));
      return {
        expected: topics.map((topic) => ({ topic, payload: 'kept', retain: true })),
        seen: await findsOn(bench, late, publisher, topics),
      };
    },
  },
  {
    id: 'retain.replaced',
    says: {
      en: 'A new retained message replaces the last one, QoS included',
      ja: '新しい retain メッセージは、前のものを QoS ごと置き換える',
    },
    statements: { 4: ['MQTT-3.3.1-5', 'MQTT-3.3.1-6'], 5: ['MQTT-3.3.1-5'] },
    async check(bench) {
      const publisher = await bench.connect('publisher');
      await keep(bench, publisher, 'a', 'old', 2);
      await keep(bench, publisher, 'a', 'new', 1);
      return {
        expected: [{ payload: 'new', qos: 1, retain: true }],
        seen: await findsLate(bench, publisher, 'a', 1),
      };
    },
  },
  {
    id: 'retain.replaced-at-qos-0',
    says: {
      en: 'A new retained message at QoS 0 drops the last one, even if it is not kept itself',
      ja: 'QoS 0 の新しい retain メッセージは、それ自体が残らない場合でも、前のものを消す',
    },
    statements: { 4: ['MQTT-3.3.1-7'], 5: ['MQTT-3.3.1-5'] },
    async check(bench) {
      const publisher = await bench.connect('publisher');
      await keep(bench, publisher, 'a', 'old', 1);
      await keep(bench, publisher, 'a', 'new', 0);
      const found = await findsLate(bench, publisher, 'a', 1, { atLeast: 0 });
      const notOld: Condition = {
        condition: 'nothing, or ["new"]',
        holds: (seen) => Array.isArray(seen) && seen.every((payload) => payload === 'new'),
      };
      return { expected: notOld, seen: found.map(({ payload }) => payload) };
    },
  },
  {
    id: 'retain.empty-is-delivered',
    says: {
      en: 'An existing subscriber gets the empty message that clears a topic like any other',
      ja: 'すでに購読していたクライアントには、トピックを消す空のメッセージもふつうに届く',
    },
    statements: { 4: ['MQTT-3.3.1-10'], 5: ['MQTT-3.3.1-6'] },
    async check(bench) {
      const topic = bench.topic('a');
      const publisher = await bench.connect('publisher');
      const early = await bench.connect('early');
      await subscribeEarly(bench, early, publisher, { topic, qos: 1 });
      await publisher.publish(topic, '', { qos: 1, retain: true });
      return {
        expected: [{ payload: '', retain: false }],
        seen: await bench.untilFence(early, publisher, topic, 1),
      };
    },
  },
  {
    id: 'retain.lower-qos',
    says: {
      en: 'A message retained at QoS 2 comes at the subscription’s QoS if that is lower',
      ja: 'QoS 2 で retain したメッセージも、購読の QoS のほうが低ければその QoS で届く',
    },
    statements: { 4: ['MQTT-3.8.4-6'], 5: ['MQTT-3.8.4-8'] },
    async check(bench) {
      const publisher = await bench.connect('publisher');
      await keep(bench, publisher, 'a', 'kept', 2);
      const found: Delivery[][] = [];
      // One after the other, because each would receive the fences of the others.
      for (const qos of levels) {
        found.push(await findsLate(bench, publisher, 'a', 2, { name: `late${qos}`, qos }));
      }
      return { expected: levels.map((qos) => [{ payload: 'kept', qos }]), seen: found };
    },
  },
  {
    id: 'retain.publisher-gone',
    says: {
      en: 'A retained message stays when its publisher’s session ends',
      ja: '送り手のセッションが終わっても、retain メッセージは残る',
    },
    statements: { 4: ['MQTT-3.1.2-7'], 5: ['MQTT-3.3.1-5'] },
    async check(bench) {
      const publisher = await bench.connect('publisher');
      await keep(bench, publisher, 'a', 'kept', 1);
      await publisher.disconnect();
      const another = await bench.connect('another');
      return {
        expected: [{ payload: 'kept', retain: true }],
        seen: await findsLate(bench, another, 'a', 1),
      };
    },
  },
  ...retainByWill,
];
