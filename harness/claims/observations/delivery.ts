import { isFence } from '../../lab/fences/fence.ts';
import { UnsupportedError } from '../../lab/set-up/unsupported.ts';
import type { Bench } from '../bench.ts';
import type { Peer } from '../peer.ts';
import { codeWord, observation } from '../spec-observation.ts';
import { publishPacket } from '../steps/publish-packet.ts';
import { keep } from '../steps/retained.ts';
import { oneAtATime } from './one-at-a-time.ts';

const TOPIC = 'a';

/** The reason code of the first answer to a message without subscribers. */
async function answerToNobody(bench: Bench, qos: 1 | 2) {
  const { client } = await bench.connect('publisher');
  await client.send(publishPacket(bench.topic('nobody'), qos, 1));
  const { fields } = await client.receive(qos === 1 ? 'PUBACK' : 'PUBREC');
  return codeWord(fields.reasonCode ?? 0);
}

/** Under MQTT 3.1.1, a broker without QoS 2 shows that only by the QoS that it grants. */
async function requireQoS2(bench: Bench, subscriber: Peer): Promise<void> {
  const { fields } = await subscriber.subscribe({ topic: bench.topic('b'), qos: 2 });
  if (fields.granted?.[0] === 2) return;
  throw new UnsupportedError({ en: 'QoS 2 is not granted', ja: 'QoS 2 が認められない' });
}

/** How a message is delivered. */
export const delivery = [
  observation({
    id: 'delivery.qos-2-forwarded',
    says: {
      en: 'When is a QoS 2 message passed on: at PUBLISH or at PUBREL?',
      ja: 'QoS 2 のメッセージを配るのは PUBLISH のときか、PUBREL のときか',
    },
    words: {
      publish: { en: 'at PUBLISH', ja: 'PUBLISH のとき' },
      pubrel: { en: 'at PUBREL', ja: 'PUBREL のとき' },
    },
    async look(bench) {
      const topic = bench.topic(TOPIC);
      const subscriber = await bench.connect('subscriber');
      await requireQoS2(bench, subscriber);
      await subscriber.subscribe(topic);
      const publisher = await bench.connect('publisher');
      const messageId = publisher.nextId();
      await publisher.client.send(publishPacket(topic, 2, messageId));
      await publisher.client.receive('PUBREC');
      // The subscription has QoS 0, so that message and fence take the same path.
      const early = await bench.untilFence(subscriber, publisher, topic);
      if (early.length > 0) return 'publish';
      await publisher.client.send({ cmd: 'pubrel', messageId });
      await subscriber.next();
      return 'pubrel';
    },
  }),
  observation({
    id: 'delivery.overlapping-copies',
    says: {
      en: 'How many copies come when two subscriptions of one client match?',
      ja: '1 つのクライアントの購読が 2 つとも一致すると、何通届くか',
    },
    async look(bench) {
      const subscriber = await bench.connect('subscriber');
      await subscriber.subscribe([{ topic: bench.topic('a/b') }, { topic: bench.topic('a/+') }]);
      const publisher = await bench.connect('publisher');
      await publisher.publish(bench.topic('a/b'), 'x');
      const deliveries = await bench.untilFence(subscriber, publisher, bench.topic('a/b'));
      return deliveries.filter(({ payload }) => !isFence(payload)).length;
    },
  }),
  observation({
    id: 'delivery.nobody-qos-1',
    says: {
      en: 'What does PUBACK say when nobody subscribes?',
      ja: '購読者がいないとき、PUBACK は何を伝えるか',
    },
    protocolVersions: [5],
    look: (bench) => oneAtATime(() => answerToNobody(bench, 1)),
  }),
  observation({
    id: 'delivery.nobody-qos-2',
    says: {
      en: 'What does PUBREC say when nobody subscribes?',
      ja: '購読者がいないとき、PUBREC は何を伝えるか',
    },
    protocolVersions: [5],
    look: (bench) => oneAtATime(() => answerToNobody(bench, 2)),
  }),
  observation({
    id: 'delivery.topic-alias',
    says: {
      en: 'Are topic aliases used toward a client that allows them?',
      ja: '許可したクライアントに、トピックエイリアスを使って送るか',
    },
    protocolVersions: [5],
    words: { used: { en: 'yes', ja: '使う' }, 'not-used': { en: 'no', ja: '使わない' } },
    async look(bench) {
      const topic = bench.topic(TOPIC);
      const subscriber = await bench.connect('subscriber', { properties: { topicAliasMaximum: 10 } });
      await subscriber.subscribe(topic);
      const publisher = await bench.connect('publisher');
      for (const payload of ['first', 'second']) await publisher.publish(topic, payload);
      await subscriber.next();
      const { properties } = await subscriber.next();
      return properties.topicAlias === undefined ? 'not-used' : 'used';
    },
  }),
  observation({
    id: 'delivery.retained-or-suback',
    says: {
      en: 'Which reaches a new subscriber first: SUBACK or the retained message?',
      ja: '購読すると、SUBACK と残っているメッセージのどちらが先に届くか',
    },
    words: {
      SUBACK: { en: 'SUBACK', ja: 'SUBACK' },
      PUBLISH: { en: 'the retained message', ja: '残っているメッセージ' },
    },
    async look(bench) {
      const publisher = await bench.connect('publisher');
      await keep(bench, publisher, TOPIC, 'kept', 1);
      const { client } = await bench.ungated().connect('late');
      const subscriptions = [{ topic: bench.topic(TOPIC), qos: 0 as const }];
      await client.send({ cmd: 'subscribe', messageId: 1, subscriptions });
      const { type } = await client.receive();
      return type === 'PUBLISH' ? 'PUBLISH' : 'SUBACK';
    },
  }),
];
