import { codes } from '../../../protocol/codes.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { publisherAt } from '../../steps/at-qos.ts';
import { gather } from '../../steps/gather.ts';
import { unsubscribed } from '../../steps/unsubscribed.ts';

/** SUBSCRIBE and UNSUBSCRIBE with their answers. */
export const subscriptions: readonly SpecClaim[] = [
  {
    id: 'filters.suback-id',
    says: {
      en: 'SUBACK has the packet id of its SUBSCRIBE, even the highest there is',
      ja: 'SUBACK のパケット ID は SUBSCRIBE と同じ。いちばん大きな番号でも変わらない',
    },
    statements: { 4: ['MQTT-2.3.1-7', 'MQTT-3.8.4-2'], 5: ['MQTT-2.2.1-6', 'MQTT-3.8.4-2'] },
    async check(bench) {
      const peer = await bench.connect('client');
      const topic = bench.topic('a');
      const acks = [
        await peer.subscribe(topic, { messageId: 0xffff }),
        await peer.subscribe(topic, { messageId: 0x0100 }),
      ];
      return { expected: [0xffff, 0x0100], seen: acks.map(({ fields }) => fields.messageId) };
    },
  },
  {
    id: 'filters.codes-in-order',
    says: {
      en: 'SUBACK has a code for each filter in SUBSCRIBE, in the same order',
      ja: 'SUBACK には SUBSCRIBE のフィルターごとのコードが、同じ順番で入っている',
    },
    statements: { 4: ['MQTT-3.8.4-5', 'MQTT-3.9.3-1'], 5: ['MQTT-3.8.4-6', 'MQTT-3.9.3-1'] },
    async check(bench) {
      const peer = await bench.connect('client');
      const levels = [2, 0, 1, 0, 2] as const;
      const { fields } = await peer.subscribe(
        levels.map((qos, index) => ({ topic: bench.topic(`room/${index}`), qos })),
      );
      const { maximumQoS } = bench.broker.capabilities;
      return { expected: levels.map((qos) => Math.min(qos, maximumQoS)), seen: fields.granted };
    },
  },
  {
    id: 'filters.several-in-one',
    says: {
      en: 'Each filter in a SUBSCRIBE with several works as if sent alone',
      ja: '1 つの SUBSCRIBE に入った複数のフィルターは、1 つずつ送ったときと同じように働く',
    },
    statements: { 4: ['MQTT-3.8.4-4', 'MQTT-3.8.4-6'], 5: ['MQTT-3.8.4-5', 'MQTT-3.8.4-8'] },
    async check(bench) {
      const levels = [2, 0, 1] as const;
      const topics = levels.map((qos) => bench.topic(`at/${qos}`));
      const subscriber = await bench.connect('subscriber');
      const publisher = await publisherAt(bench, 2);
      await subscriber.subscribe(levels.map((qos) => ({ topic: bench.topic(`at/${qos}`), qos })));
      for (const topic of topics) await publisher.publish(topic, 'open', { qos: 2 });
      return {
        expected: [0, 1, 2].map((qos) => ({ topic: `at/${qos}`, payload: 'open', qos })),
        seen: await gather(bench, subscriber, publisher, topics, 2),
      };
    },
  },
  {
    id: 'filters.same-twice',
    says: {
      en: 'Subscribing to the same filter again replaces the subscription: one copy comes, at the new QoS',
      ja: '同じフィルターをもう一度購読すると置き換わり、新しい QoS で 1 通だけ届く',
    },
    statements: { 4: ['MQTT-3.8.4-3'], 5: ['MQTT-3.8.4-3'] },
    async check(bench) {
      const topic = bench.topic('a');
      const subscriber = await bench.connect('subscriber');
      const publisher = await publisherAt(bench, 2);
      await subscriber.subscribe({ topic, qos: 2 });
      await subscriber.subscribe({ topic, qos: 1 });
      await publisher.publish(topic, 'open', { qos: 2 });
      return {
        expected: [{ payload: 'open', qos: 1 }],
        seen: await bench.untilFence(subscriber, publisher, topic, 2),
      };
    },
  },
  {
    id: 'filters.same-twice-in-one',
    says: {
      en: 'The same filter twice in one SUBSCRIBE gets two codes, and the last one counts',
      ja: '1 つの SUBSCRIBE に同じフィルターが 2 つあれば、コードも 2 つ返り、あとのほうが有効になる',
    },
    statements: {
      4: ['MQTT-3.8.4-3', 'MQTT-3.8.4-4', 'MQTT-3.8.4-5'],
      5: ['MQTT-3.8.4-3', 'MQTT-3.8.4-5', 'MQTT-3.8.4-6'],
    },
    async check(bench) {
      const topic = bench.topic('a');
      const subscriber = await bench.connect('subscriber');
      const publisher = await bench.connect('publisher');
      const { fields } = await subscriber.subscribe([
        { topic, qos: 0 },
        { topic, qos: 1 },
      ]);
      await publisher.publish(topic, 'open', { qos: 1 });
      const deliveries = await bench.untilFence(subscriber, publisher, topic, 1);
      return {
        expected: { granted: [0, 1], deliveries: [{ payload: 'open', qos: 1 }] },
        seen: { granted: fields.granted, deliveries },
      };
    },
  },
  {
    id: 'filters.unsuback-id',
    says: {
      en: 'UNSUBACK has the packet id of its UNSUBSCRIBE',
      ja: 'UNSUBACK のパケット ID は UNSUBSCRIBE と同じ',
    },
    statements: { 4: ['MQTT-2.3.1-7', 'MQTT-3.10.4-4'], 5: ['MQTT-2.2.1-6', 'MQTT-3.10.4-5'] },
    async check(bench) {
      const peer = await bench.connect('client');
      const topic = bench.topic('a');
      await peer.subscribe(topic);
      const id = peer.nextId() + 1;
      const { fields } = await peer.unsubscribe(topic);
      return { expected: id, seen: fields.messageId };
    },
  },
  {
    id: 'filters.unsubscribed',
    says: {
      en: 'After UNSUBSCRIBE, nothing more comes',
      ja: 'UNSUBSCRIBE のあとは、何も届かない',
    },
    statements: { 4: ['MQTT-3.10.4-1', 'MQTT-3.10.4-2'], 5: ['MQTT-3.10.4-1', 'MQTT-3.10.4-2'] },
    async check(bench) {
      const topic = bench.topic('a');
      const subscriber = await bench.connect('subscriber');
      const publisher = await bench.connect('publisher');
      await subscriber.subscribe({ topic, qos: 1 });
      await publisher.publish(topic, 'before', { qos: 1 });
      const before = await subscriber.next();
      await unsubscribed(bench, subscriber, publisher, topic);
      await publisher.publish(topic, 'after', { qos: 1 });
      await bench.settled(publisher);
      await subscriber.subscribe({ topic, qos: 1 });
      const after = await bench.untilFence(subscriber, publisher, topic, 1);
      return { expected: ['before'], seen: [before, ...after].map(({ payload }) => payload) };
    },
  },
  {
    id: 'filters.unsubscribed-exactly',
    says: {
      en: 'UNSUBSCRIBE ends the subscription to exactly that filter, not to others that match the same topics',
      ja: 'UNSUBSCRIBE で終わるのは文字まで同じフィルターの購読だけで、同じものに一致するほかの購読は続く',
    },
    statements: { 4: ['MQTT-3.10.4-1'], 5: ['MQTT-3.10.4-1'] },
    async check(bench) {
      const topic = bench.topic('a/b');
      const subscriber = await bench.connect('subscriber');
      const publisher = await bench.connect('publisher');
      await subscriber.subscribe({ topic, qos: 1 });
      await subscriber.unsubscribe(bench.topic('a/+'), bench.topic('a/#'), bench.topic('A/b'));
      await publisher.publish(topic, 'open', { qos: 1 });
      await bench.settled(publisher);
      await subscriber.subscribe({ topic, qos: 1 });
      return {
        expected: [{ payload: 'open' }],
        seen: await bench.untilFence(subscriber, publisher, topic, 1),
      };
    },
  },
  {
    id: 'filters.unsubscribe-several',
    says: {
      en: 'One UNSUBSCRIBE can end several subscriptions, and is answered once',
      ja: '1 つの UNSUBSCRIBE で複数の購読を終えられ、返事は 1 回だけ来る',
    },
    statements: { 4: ['MQTT-3.10.4-6'], 5: ['MQTT-3.10.4-6'] },
    async check(bench) {
      const topics = ['a', 'b', 'c'].map((last) => bench.topic(last));
      const subscriber = await bench.connect('subscriber');
      const publisher = await bench.connect('publisher');
      await subscriber.subscribe(topics.map((topic) => ({ topic, qos: 1 as const })));
      await unsubscribed(bench, subscriber, publisher, ...topics);
      for (const topic of topics) await publisher.publish(topic, 'open', { qos: 1 });
      await bench.settled(publisher);
      await subscriber.subscribe(topics.map((topic) => ({ topic, qos: 1 as const })));
      const deliveries = await gather(bench, subscriber, publisher, topics, 1);
      return {
        expected: { deliveries: [], unread: [] },
        seen: { deliveries, unread: subscriber.client.unread.map(({ type }) => type) },
      };
    },
  },
  {
    id: 'filters.unsubscribe-stranger',
    says: {
      en: 'UNSUBACK comes even if there was no such subscription',
      ja: '購読していないフィルターの UNSUBSCRIBE にも UNSUBACK が返る',
    },
    statements: { 4: ['MQTT-3.10.4-5'], 5: ['MQTT-3.10.4-4', 'MQTT-3.10.4-5'] },
    async check(bench) {
      const peer = await bench.connect('client');
      const { type } = await peer.unsubscribe(bench.topic('stranger'));
      return { expected: 'UNSUBACK', seen: type };
    },
  },
  {
    id: 'filters.unsuback-codes',
    says: {
      en: 'UNSUBACK says for each filter, in order, whether there was such a subscription',
      ja: 'UNSUBACK には、購読があったかどうかが、フィルターごとに同じ順番で入っている',
    },
    statements: { 5: ['MQTT-3.11.3-1', 'MQTT-3.11.3-2'] },
    async check(bench) {
      const peer = await bench.connect('client');
      await peer.subscribe(bench.topic('a'));
      const { fields } = await peer.unsubscribe(bench.topic('stranger'), bench.topic('a'));
      return { expected: [codes.noSubscriptionExisted, 0], seen: fields.granted };
    },
  },
];
