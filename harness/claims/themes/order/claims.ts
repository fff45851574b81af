import type { QoS } from 'mqtt-packet';
import { isFence } from '../../../lab/fences/fence.ts';
import type { Bench } from '../../bench.ts';
import type { Delivery } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { type Pair, pairAt, subscribeAt } from '../../steps/at-qos.ts';
import { numbered, stream } from './steps.ts';

/** More messages than brokers keep in flight for a client by default. */
const MANY = 40;

const levels: readonly QoS[] = [0, 1, 2];

const ordered: SpecClaim['statements'] = { 4: ['MQTT-4.6.0-6'], 5: ['MQTT-4.6.0-5', 'MQTT-4.6.0-6'] };

const payloads = (deliveries: readonly Delivery[]) =>
  deliveries.map(({ payload }) => payload).filter((text) => !isFence(text));

const atEach: readonly SpecClaim[] = levels.map((qos) => ({
  id: `order.at-qos-${qos}`,
  says: {
    en: `${MANY} messages from one publisher on one topic at QoS ${qos} come in order, each once`,
    ja: `1 人が 1 つのトピックに QoS ${qos} で送った ${MANY} 通は、送った順番で 1 回ずつ届く`,
  },
  statements: ordered,
  async check(bench) {
    const { topic, publisher, subscriber } = await pairAt(bench, qos);
    const expected = numbered(MANY);
    await stream(
      publisher,
      expected.map((payload) => ({ topic, payload, qos })),
    );
    return { expected, seen: payloads(await bench.untilFence(subscriber, publisher, topic, qos)) };
  },
}));

const lower: readonly SpecClaim[] = ([0, 1] as const).map((subscribed) => ({
  id: `order.lowered-to-qos-${subscribed}`,
  says: {
    en: `Messages published at QoS 2 come in order even when the subscription lowers them to QoS ${subscribed}`,
    ja: `QoS 2 で送ったメッセージが、購読によって QoS ${subscribed} に下がっても、順番は変わらない`,
  },
  statements: ordered,
  async check(bench) {
    const { topic, publisher, subscriber } = await pairAt(bench, 2, subscribed);
    const expected = numbered(MANY);
    await stream(
      publisher,
      expected.map((payload) => ({ topic, payload, qos: 2 })),
    );
    return { expected, seen: payloads(await bench.untilFence(subscriber, publisher, topic, 2)) };
  },
}));

/** The messages before a fence on each of these topics, in the order of their arrival. */
async function untilFences(
  bench: Bench,
  { subscriber, publisher }: Omit<Pair, 'topic'>,
  topics: readonly string[],
) {
  const deliveries: Delivery[] = [];
  for (const topic of topics) deliveries.push(...(await bench.untilFence(subscriber, publisher, topic, 1)));
  return deliveries;
}

/** Publishes to two topics in turn. @returns the messages received on each */
async function onTwoTopics(bench: Bench, filters: readonly string[]) {
  const subscriber = await bench.connect('subscriber');
  const publisher = await bench.connect('publisher');
  for (const filter of filters) await subscribeAt(subscriber, bench.topic(filter), 1);
  const topics = ['room/1', 'room/2'];
  const messages = numbered(MANY).map((payload, index) => ({ payload, topic: topics[index % 2] ?? '' }));
  await stream(
    publisher,
    messages.map(({ payload, topic }) => ({ payload, topic: bench.topic(topic), qos: 1 })),
  );
  const full = topics.map((topic) => bench.topic(topic));
  const deliveries = await untilFences(bench, { subscriber, publisher }, full);
  const on = (all: readonly { topic: string; payload: string }[], wanted: string) =>
    all.filter(({ topic, payload }) => topic === wanted && !isFence(payload)).map(({ payload }) => payload);
  return {
    expected: topics.map((topic) => on(messages, topic)),
    seen: topics.map((topic) => on(deliveries, topic)),
  };
}

/** The order in which messages are delivered. */
export const order: readonly SpecClaim[] = [
  ...atEach,
  ...lower,
  {
    id: 'order.two-topics',
    says: {
      en: 'Messages on two topics in turn come in order on each',
      ja: '2 つのトピックに交互に送ったメッセージは、トピックごとに送った順番で届く',
    },
    statements: ordered,
    check: (bench) => onTwoTopics(bench, ['room/1', 'room/2']),
  },
  {
    id: 'order.wildcard',
    says: {
      en: 'Messages on two topics in turn come in order on each, even through one wildcard',
      ja: '2 つのトピックを 1 つのワイルドカードで購読しても、トピックごとの順番は変わらない',
    },
    statements: ordered,
    check: (bench) => onTwoTopics(bench, ['room/+']),
  },
  {
    id: 'order.mixed-qos',
    says: {
      en: 'When QoS 0, 1 and 2 take turns on a topic, no message overtakes another of its own QoS',
      ja: '1 つのトピックで QoS 0、1、2 を交互に送っても、同じ QoS のあいだで追い越しは起きない',
    },
    statements: ordered,
    async check(bench) {
      const { topic, publisher, subscriber } = await pairAt(bench, 2);
      const messages = numbered(MANY).map((payload, index) => ({
        topic,
        payload,
        qos: levels[index % 3] ?? 0,
      }));
      await stream(publisher, messages);
      const deliveries: Delivery[] = [];
      for (const qos of levels)
        deliveries.push(...(await bench.untilFence(subscriber, publisher, topic, qos)));
      const of = (all: readonly { payload: string; qos: number }[], wanted: QoS) =>
        all.filter(({ qos, payload }) => qos === wanted && !isFence(payload)).map(({ payload }) => payload);
      return {
        expected: levels.map((qos) => of(messages, qos)),
        seen: levels.map((qos) => of(deliveries, qos)),
      };
    },
  },
  {
    id: 'order.two-subscribers',
    says: {
      en: 'Every subscriber gets a publisher’s messages in the order they were sent',
      ja: 'どの購読者にも、1 人の送り手のメッセージは送った順番で届く',
    },
    statements: ordered,
    async check(bench) {
      const { topic, publisher, subscriber } = await pairAt(bench, 1);
      const second = await bench.connect('second');
      await subscribeAt(second, topic, 1);
      const expected = numbered(MANY);
      await stream(
        publisher,
        expected.map((payload) => ({ topic, payload, qos: 1 })),
      );
      const seen: string[][] = [];
      for (const peer of [subscriber, second]) {
        seen.push(payloads(await bench.untilFence(peer, publisher, topic, 1)));
      }
      return { expected: [expected, expected], seen };
    },
  },
  {
    id: 'order.two-publishers',
    says: {
      en: 'When two publish to a topic at the same time, the messages of each come in order',
      ja: '2 人が同時に同じトピックへ送っても、それぞれのメッセージは送った順番で届く',
    },
    statements: ordered,
    async check(bench) {
      const { topic, publisher, subscriber } = await pairAt(bench, 1);
      const other = await bench.connect('other');
      const words = ['a', 'b'];
      const peers = [publisher, other];
      await Promise.all(
        peers.map((peer, index) =>
          stream(
            peer,
            numbered(MANY, words[index]).map((payload) => ({ topic, payload, qos: 1 })),
          ),
        ),
      );
      const deliveries: Delivery[] = [];
      for (const peer of peers) deliveries.push(...(await bench.untilFence(subscriber, peer, topic, 1)));
      const seen = payloads(deliveries);
      return {
        expected: words.map((word) => numbered(MANY, word)),
        seen: words.map((word) => seen.filter((payload) => payload.startsWith(word))),
      };
    },
  },
  {
    id: 'order.large-first',
    says: {
      en: 'A small message does not overtake a large one sent before it',
      ja: '小さなメッセージが、先に送られた大きなメッセージを追い越すことはない',
    },
    statements: ordered,
    async check(bench) {
      const { topic, publisher, subscriber } = await pairAt(bench, 1);
      const lengths = [100_000, 1, 50_000, 2, 3];
      await stream(
        publisher,
        lengths.map((length) => ({ topic, payload: '.'.repeat(length), qos: 1 })),
      );
      const deliveries = await bench.untilFence(subscriber, publisher, topic, 1);
      return { expected: lengths, seen: deliveries.map(({ bytes }) => bytes.length) };
    },
  },
  {
    id: 'order.answered-late',
    says: {
      en: 'Messages come in order even to a client that answers them late, all at once',
      ja: 'まとめてあとから返事をする購読者にも、メッセージは送った順番で届く',
    },
    statements: ordered,
    async check(bench) {
      const { topic, publisher, subscriber } = await pairAt(bench, 1);
      const expected = numbered(MANY);
      await stream(
        publisher,
        expected.map((payload) => ({ topic, payload, qos: 1 })),
      );
      const first = [];
      for (const _ of numbered(5)) first.push(await subscriber.client.receive('PUBLISH'));
      for (const packet of first) await subscriber.acknowledge(packet);
      const rest = await bench.untilFence(subscriber, publisher, topic, 1);
      return { expected, seen: payloads([...first.map((packet) => subscriber.read(packet)), ...rest]) };
    },
  },
];
