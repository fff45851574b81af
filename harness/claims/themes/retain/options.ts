import type { Bench } from '../../bench.ts';
import type { Peer, Subscribed } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { gatherKept } from '../../steps/gather.ts';
import { keep, subscribeEarly } from '../../steps/retained.ts';

/** Subscribes to the same filter twice. @returns the messages after each SUBSCRIBE, at least `atLeast` */
async function subscribeTwice(
  bench: Bench,
  options: Partial<Subscribed>,
  atLeast: readonly [number, number],
): Promise<string[][]> {
  const topic = bench.topic('a');
  const publisher = await bench.connect('publisher');
  await keep(bench, publisher, 'a', 'kept', 1);
  const late = await bench.connect('late');
  const payloads = async (count: number) => {
    await late.subscribe({ topic, qos: 1, ...options });
    const deliveries = await gatherKept(bench, late, publisher, [topic], 1, count);
    return deliveries.map(({ payload }) => payload);
  };
  return [await payloads(atLeast[0]), await payloads(atLeast[1])];
}

/** The retain flags of two received messages that were published with and without it. */
async function flagsOf(bench: Bench, retainAsPublished: boolean): Promise<boolean[]> {
  const topic = bench.topic('a');
  const publisher = await bench.connect('publisher');
  const early: Peer = await bench.connect('early');
  await subscribeEarly(bench, early, publisher, { topic, qos: 1, rap: retainAsPublished });
  await publisher.publish(topic, 'kept', { qos: 1, retain: true });
  await publisher.publish(topic, 'passing', { qos: 1 });
  const deliveries = await bench.untilFence(early, publisher, topic, 1);
  return deliveries.map(({ retain }) => retain);
}

/** Subscription options for retained messages. */
export const retainOptions: readonly SpecClaim[] = [
  {
    id: 'retain.subscribed-again',
    says: {
      en: 'Subscribing to the same filter again brings the retained message again',
      ja: '同じフィルターをもう一度購読すると、残っているメッセージがもう一度届く',
    },
    statements: { 4: ['MQTT-3.8.4-3'], 5: ['MQTT-3.8.4-4', 'MQTT-3.3.1-9'] },
    check: async (bench) => ({
      expected: [['kept'], ['kept']],
      seen: await subscribeTwice(bench, {}, [1, 1]),
    }),
  },
  {
    id: 'retain.handling-1',
    says: {
      en: 'With Retain Handling 1, the retained message comes for a new subscription, not for an existing one',
      ja: 'Retain Handling 1 では、残っているメッセージは新しい購読のときだけ届き、すでにある購読では届かない',
    },
    statements: { 5: ['MQTT-3.3.1-10'] },
    check: async (bench) => ({
      expected: [['kept'], []],
      seen: await subscribeTwice(bench, { rh: 1 }, [1, 0]),
    }),
  },
  {
    id: 'retain.handling-2',
    says: {
      en: 'With Retain Handling 2, the retained message does not come',
      ja: 'Retain Handling 2 では、残っているメッセージは届かない',
    },
    statements: { 5: ['MQTT-3.3.1-11'] },
    check: async (bench) => ({ expected: [[], []], seen: await subscribeTwice(bench, { rh: 2 }, [0, 0]) }),
  },
  {
    id: 'retain.as-published',
    says: {
      en: 'With Retain As Published, an existing subscriber sees the retain flag as it was sent',
      ja: 'Retain As Published を付けると、購読中のクライアントにも retain フラグが送られたときのまま届く',
    },
    statements: { 5: ['MQTT-3.3.1-13'] },
    check: async (bench) => ({ expected: [true, false], seen: await flagsOf(bench, true) }),
  },
  {
    id: 'retain.not-as-published',
    says: {
      en: 'Without Retain As Published, an existing subscriber never sees the retain flag',
      ja: 'Retain As Published がなければ、購読中のクライアントに retain フラグは届かない',
    },
    statements: { 4: ['MQTT-3.3.1-9'], 5: ['MQTT-3.3.1-12'] },
    check: async (bench) => ({ expected: [false, false], seen: await flagsOf(bench, false) }),
  },
];
