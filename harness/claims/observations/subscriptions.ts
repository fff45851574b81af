import { settlesWithin } from '../../base/deadline.ts';
import { observation } from '../spec-observation.ts';

/** The time between two messages, in ms, and so how exact the answer is. */
const EVERY_MS = 50;
/** How long a message is awaited at most, in ms. */
const LONGEST_MS = 10_000;

/** What becomes of a subscription. */
export const subscriptions = [
  observation({
    id: 'subscription.effective-after',
    says: {
      en: 'How long after SUBACK is a subscription effective (about)?',
      ja: '購読は、SUBACK のどのくらい後に有効になるか(およそ)',
    },
    words: { 'at-once': { en: 'at once', ja: 'すぐ' } },
    unit: { en: 'ms', ja: 'ミリ秒' },
    async look(bench) {
      const ungated = bench.ungated();
      const topic = bench.topic('a');
      const publisher = await ungated.connect('publisher');
      const subscriber = await ungated.connect('subscriber');
      // A broker may remember for a while that a topic has no subscribers.
      await publisher.publish(topic, 'nobody');
      await subscriber.subscribe(topic);
      const began = performance.now();
      const coming = subscriber.next(LONGEST_MS);
      await publisher.publish(topic, '0');
      while (!(await settlesWithin(coming, EVERY_MS))) {
        await publisher.publish(topic, String(performance.now() - began));
      }
      const { payload } = await coming;
      // Even the message from before SUBSCRIBE: the broker passed it on after that.
      const sentAfter = payload === 'nobody' ? 0 : Number(payload);
      return sentAfter === 0 ? 'at-once' : Math.ceil(sentAfter / EVERY_MS) * EVERY_MS;
    },
  }),
];
