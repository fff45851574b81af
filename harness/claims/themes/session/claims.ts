import type { SpecClaim } from '../../spec-claim.ts';
import { needQos } from '../../steps/at-qos.ts';
import { gather } from '../../steps/gather.ts';
import { connectKept } from '../../steps/kept-session.ts';
import { unsubscribed } from '../../steps/unsubscribed.ts';
import { sessionEnd } from './end.ts';
import { sessionExpiry } from './expiry.ts';
import { sessionQueue } from './queue.ts';

const resumed: SpecClaim['statements'] = { 4: ['MQTT-3.1.2-4'], 5: ['MQTT-3.1.2-5'] };

/** What a session keeps while its client is away. */
const sessionKept: readonly SpecClaim[] = [
  {
    id: 'session.keeps-subscriptions',
    says: {
      en: 'Subscriptions are kept, each with its QoS: messages come as before, without SUBSCRIBE',
      ja: '購読は QoS ごと残り、SUBSCRIBE を送り直さなくても前と同じように届く',
    },
    statements: resumed,
    async check(bench) {
      needQos(bench, 2);
      const levels = [0, 1, 2] as const;
      const topics = levels.map((qos) => bench.topic(`at/${qos}`));
      const before = await connectKept(bench, 'sleeper');
      await before.subscribe(levels.map((qos) => ({ topic: bench.topic(`at/${qos}`), qos })));
      await before.disconnect();
      const sleeper = await connectKept(bench, 'sleeper');
      const publisher = await bench.connect('publisher');
      for (const topic of topics) await publisher.publish(topic, 'open', { qos: 2 });
      return {
        expected: levels.map((qos) => ({ topic: `at/${qos}`, payload: 'open', qos })),
        seen: await gather(bench, sleeper, publisher, topics, 2),
      };
    },
  },
  {
    id: 'session.keeps-last-qos',
    says: {
      en: 'When a subscription was made twice, the last QoS is kept',
      ja: '同じ購読を 2 回したときは、あとの QoS が残る',
    },
    statements: { 4: ['MQTT-3.1.2-4', 'MQTT-3.8.4-3'], 5: ['MQTT-3.1.2-5', 'MQTT-3.8.4-3'] },
    async check(bench) {
      const topic = bench.topic('a');
      const before = await connectKept(bench, 'sleeper');
      await before.subscribe({ topic, qos: 0 });
      await before.subscribe({ topic, qos: 1 });
      await before.disconnect();
      const sleeper = await connectKept(bench, 'sleeper');
      const publisher = await bench.connect('publisher');
      await publisher.publish(topic, 'open', { qos: 1 });
      return {
        expected: [{ payload: 'open', qos: 1 }],
        seen: await bench.untilFence(sleeper, publisher, topic, 1),
      };
    },
  },
  {
    id: 'session.keeps-unsubscribed',
    says: {
      en: 'What was unsubscribed stays unsubscribed: nothing waits for it',
      ja: 'やめた購読は、つなぎ直してもやめたまま。留守のあいだのメッセージも残らない',
    },
    statements: { 4: ['MQTT-3.1.2-4', 'MQTT-3.10.4-2'], 5: ['MQTT-3.1.2-5', 'MQTT-3.10.4-1'] },
    async check(bench) {
      const [gone, stays] = [bench.topic('gone'), bench.topic('stays')];
      const before = await connectKept(bench, 'sleeper');
      await before.subscribe([gone, stays].map((topic) => ({ topic, qos: 1 as const })));
      const publisher = await bench.connect('publisher');
      await unsubscribed(bench, before, publisher, gone);
      await before.disconnect();
      for (const topic of [gone, stays]) await publisher.publish(topic, 'away', { qos: 1 });
      const sleeper = await connectKept(bench, 'sleeper');
      for (const topic of [gone, stays]) await publisher.publish(topic, 'back', { qos: 1 });
      await bench.settled(publisher);
      await sleeper.subscribe({ topic: gone, qos: 1 });
      const found = await gather(bench, sleeper, publisher, [gone, stays], 1, 2);
      return {
        expected: [
          { topic: 'stays', payload: 'away' },
          { topic: 'stays', payload: 'back' },
        ],
        seen: found,
      };
    },
  },
  {
    id: 'session.keeps-retain-as-published',
    says: {
      en: 'Retain As Published stays with its subscription',
      ja: 'Retain As Published は、購読といっしょに残る',
    },
    statements: { 5: ['MQTT-3.1.2-5', 'MQTT-3.3.1-13'] },
    async check(bench) {
      const topic = bench.topic('a');
      const before = await connectKept(bench, 'sleeper');
      await before.subscribe({ topic, qos: 1, rap: true });
      await before.disconnect();
      const sleeper = await connectKept(bench, 'sleeper');
      const publisher = await bench.connect('publisher');
      await publisher.publish(topic, 'kept', { qos: 1, retain: true });
      return {
        expected: [{ payload: 'kept', retain: true }],
        seen: await bench.untilFence(sleeper, publisher, topic, 1),
      };
    },
  },
];

/** What a session keeps, and what ends it. */
export const session: readonly SpecClaim[] = [
  ...sessionKept,
  ...sessionQueue,
  ...sessionEnd,
  ...sessionExpiry,
];
