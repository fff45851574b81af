import type { QoS } from 'mqtt-packet';
import type { Bench } from '../../bench.ts';
import type { Delivery, Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { handshakes, needQos, subscribeAt } from '../../steps/at-qos.ts';
import { gather } from '../../steps/gather.ts';
import { connectKept } from '../../steps/kept-session.ts';

const FEW = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

const queued: SpecClaim['statements'] = {
  4: ['MQTT-3.1.2-5', 'MQTT-4.5.0-1'],
  5: ['MQTT-3.1.2-5', 'MQTT-4.5.0-1'],
};

/** Makes a session with a subscription to `a` at this QoS, whose client has disconnected. */
async function leaveSubscription(bench: Bench, qos: QoS): Promise<{ topic: string; publisher: Peer }> {
  needQos(bench, qos);
  const topic = bench.topic('a');
  const sleeper = await connectKept(bench, 'sleeper');
  await subscribeAt(sleeper, topic, qos);
  await sleeper.disconnect();
  return { topic, publisher: await bench.connect('publisher') };
}

/** Reconnects `sleeper`. @returns the messages on `topic`, at least `count` */
async function finds(
  bench: Bench,
  publisher: Peer,
  topic: string,
  qos: QoS,
  count: number,
): Promise<Delivery[]> {
  const sleeper = await connectKept(bench, 'sleeper');
  return gather(bench, sleeper, publisher, [topic], qos, count);
}

const payloads = (deliveries: readonly Delivery[]) => deliveries.map(({ payload }) => payload);

const inOrder: readonly SpecClaim[] = handshakes.map((qos) => ({
  id: `session.queued-in-order-at-${qos}`,
  says: {
    en: `QoS ${qos} messages for a client that is away wait and come in the order they were published`,
    ja: `留守のあいだの QoS ${qos} のメッセージは取っておかれ、送られた順番で届く`,
  },
  statements: {
    4: ['MQTT-3.1.2-5', 'MQTT-4.5.0-1', 'MQTT-4.6.0-6'],
    5: ['MQTT-3.1.2-5', 'MQTT-4.5.0-1', 'MQTT-4.6.0-6'],
  },
  async check(bench) {
    const { topic, publisher } = await leaveSubscription(bench, qos);
    for (const payload of FEW) await publisher.publish(topic, payload, { qos });
    const found = await finds(bench, publisher, topic, qos, FEW.length);
    return { expected: FEW.map((payload) => ({ payload, qos })), seen: found };
  },
}));

/** The queue of a session whose client is away. */
export const sessionQueue: readonly SpecClaim[] = [
  ...inOrder,
  {
    id: 'session.queued-first-time',
    says: {
      en: 'A message that waited is sent for the first time: without DUP',
      ja: '取っておかれたメッセージは、届けるのは 1 回目なので DUP が 0',
    },
    statements: { 4: ['MQTT-4.3.2-1'], 5: ['MQTT-4.3.2-2'] },
    async check(bench) {
      const { topic, publisher } = await leaveSubscription(bench, 1);
      await publisher.publish(topic, 'away', { qos: 1 });
      return {
        expected: [{ payload: 'away', dup: false }],
        seen: await finds(bench, publisher, topic, 1, 1),
      };
    },
  },
  {
    id: 'session.queued-at-lower-qos',
    says: {
      en: 'A message published at QoS 2 waits at the subscription’s QoS if that is lower',
      ja: 'QoS 2 で送られたメッセージも、購読の QoS のほうが低ければその QoS で取っておかれる',
    },
    statements: { 4: ['MQTT-3.1.2-5', 'MQTT-3.8.4-6'], 5: ['MQTT-3.1.2-5', 'MQTT-3.8.4-8'] },
    async check(bench) {
      needQos(bench, 2);
      const { topic, publisher } = await leaveSubscription(bench, 1);
      await publisher.publish(topic, 'away', { qos: 2 });
      return { expected: [{ payload: 'away', qos: 1 }], seen: await finds(bench, publisher, topic, 2, 1) };
    },
  },
  {
    id: 'session.queued-once',
    says: {
      en: 'A message that waited and was answered does not come again',
      ja: '取っておかれたメッセージは、受け取って返事をすればもう届かない',
    },
    statements: { 4: ['MQTT-3.1.2-5', 'MQTT-4.3.2-1'], 5: ['MQTT-3.1.2-5', 'MQTT-4.3.2-3'] },
    async check(bench) {
      const { topic, publisher } = await leaveSubscription(bench, 1);
      await publisher.publish(topic, 'away', { qos: 1 });
      const once = await connectKept(bench, 'sleeper');
      const found = [await once.next()];
      await bench.settled(once);
      await once.disconnect();
      found.push(...(await finds(bench, publisher, topic, 1, 0)));
      return { expected: ['away'], seen: payloads(found) };
    },
  },
  {
    id: 'session.power-cut',
    says: {
      en: 'A session outlives its connection even if that ends without DISCONNECT',
      ja: 'DISCONNECT なしで接続が切れても、セッションは残る',
    },
    statements: queued,
    async check(bench) {
      const topic = bench.topic('a');
      const before = await connectKept(bench, 'sleeper');
      await subscribeAt(before, topic, 1);
      before.client.destroy();
      const publisher = await bench.connect('publisher');
      await publisher.publish(topic, 'away', { qos: 1 });
      return { expected: ['away'], seen: payloads(await finds(bench, publisher, topic, 1, 1)) };
    },
  },
];
