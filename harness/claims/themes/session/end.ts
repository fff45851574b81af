import type { Condition } from '../../../lab/claim.ts';
import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { pairAt, subscribeAt } from '../../steps/at-qos.ts';
import { gather } from '../../steps/gather.ts';
import { connectKept, kept } from '../../steps/kept-session.ts';
import { publishPacket } from '../../steps/publish-packet.ts';
import { findsLate, keep } from '../../steps/retained.ts';
import { withoutSubscribing } from './steps.ts';

const discarded: SpecClaim['statements'] = { 4: ['MQTT-3.1.2-6'], 5: ['MQTT-3.1.2-4'] };

/** A session with a subscription to `a` and a queued message. */
async function sessionWithQueue(bench: Bench): Promise<{ topic: string; publisher: Peer }> {
  const topic = bench.topic('a');
  const before = await connectKept(bench, 'sleeper');
  await subscribeAt(before, topic, 1);
  await before.disconnect();
  const publisher = await bench.connect('publisher');
  await publisher.publish(topic, 'away', { qos: 1 });
  await bench.settled(publisher);
  return { topic, publisher };
}

/** What ends a session, in both versions of MQTT. */
export const sessionEnd: readonly SpecClaim[] = [
  {
    id: 'session.clean-start-ends-subscriptions',
    says: {
      en: 'A clean start ends the old session’s subscriptions: nothing more comes through them',
      ja: 'クリーンスタートで前のセッションの購読は終わり、そこからは何も届かない',
    },
    statements: discarded,
    async check(bench) {
      const { publisher } = await sessionWithQueue(bench);
      const clean = await bench.connect('sleeper');
      return { expected: [], seen: await withoutSubscribing(bench, clean, publisher) };
    },
  },
  {
    id: 'session.clean-start-ends-queue',
    says: {
      en: 'A clean start discards what waited: it does not come even after subscribing again',
      ja: 'クリーンスタートで、取っておかれたメッセージは捨てられ、購読し直しても届かない',
    },
    statements: discarded,
    async check(bench) {
      const { topic, publisher } = await sessionWithQueue(bench);
      const clean = await bench.connect('sleeper');
      await clean.subscribe({ topic, qos: 1 });
      const found = await gather(bench, clean, publisher, [topic], 1);
      return { expected: [], seen: found.map(({ payload }) => payload) };
    },
  },
  {
    id: 'session.clean-start-ends-for-good',
    says: {
      en: 'A session ended by a clean start does not come back with the next connection',
      ja: 'クリーンスタートで終わったセッションは、次につないでも戻らない',
    },
    statements: { 4: ['MQTT-3.1.2-6', 'MQTT-3.2.2-3'], 5: ['MQTT-3.1.2-4', 'MQTT-3.2.2-3', 'MQTT-4.1.0-2'] },
    async check(bench) {
      const { publisher } = await sessionWithQueue(bench);
      const clean = await bench.connect('sleeper');
      await clean.disconnect();
      const { sessionPresent, found } = await sleeperAgain(bench, publisher);
      return { expected: { sessionPresent: false, found: [] }, seen: { sessionPresent, found } };
    },
  },
  {
    id: 'session.clean-leaves-nothing',
    says: {
      en: 'A session that was not to be kept ends with its connection, subscriptions and all',
      ja: '残さないはずのセッションは、購読もろとも接続といっしょに終わる',
    },
    statements: { 4: ['MQTT-3.1.2-6', 'MQTT-3.2.2-3'], 5: ['MQTT-3.2.2-3', 'MQTT-4.1.0-2'] },
    async check(bench) {
      const publisher = await bench.connect('publisher');
      const passing = await bench.connect('sleeper');
      await subscribeAt(passing, bench.topic('a'), 1);
      await passing.disconnect();
      await publisher.publish(bench.topic('a'), 'away', { qos: 1 });
      const { sessionPresent, found } = await sleeperAgain(bench, publisher);
      return { expected: { sessionPresent: false, found: [] }, seen: { sessionPresent, found } };
    },
  },
  {
    id: 'session.clean-start-ends-inbound',
    says: {
      en: 'A clean start also ends the client’s half-finished QoS 2 messages: their packet ids stand for new messages',
      ja: 'クリーンスタートで、クライアントが送りかけた QoS 2 のメッセージも終わる。そのパケット ID は新しいメッセージを表す',
    },
    statements: discarded,
    async check(bench) {
      const { topic, publisher: before, subscriber } = await pairAt(bench, 2);
      await before.client.send(publishPacket(topic, 2, 0x0203, 'half'));
      await before.client.receive('PUBREC');
      before.client.destroy();
      const publisher = await bench.connect('publisher');
      await publisher.publish(topic, 'new', { qos: 2, messageId: 0x0203 });
      const deliveries = await bench.untilFence(subscriber, publisher, topic, 2);
      return { expected: theNewOne, seen: deliveries.map(({ payload }) => payload) };
    },
  },
  {
    id: 'session.retained-stays',
    says: {
      en: 'What a client retained is not part of its session: it survives a clean start',
      ja: 'クライアントが送った retain メッセージはセッションの一部ではなく、クリーンスタートでも残る',
    },
    statements: { 4: ['MQTT-3.1.2-7'], 5: ['MQTT-3.3.1-5'] },
    async check(bench) {
      const before = await connectKept(bench, 'sleeper');
      await keep(bench, before, 'a', 'kept', 1);
      await before.disconnect();
      const clean = await bench.connect('sleeper');
      return {
        expected: [{ payload: 'kept', retain: true }],
        seen: await findsLate(bench, clean, 'a', 1),
      };
    },
  },
];

/** A broker may forward a QoS 2 message at PUBLISH or at PUBREL [MQTT 5, 4.3.3], so the unfinished message may come too. */
const theNewOne: Condition = {
  condition: '["new"], or ["half","new"]',
  holds: (seen) => Array.isArray(seen) && ['new', 'half,new'].includes(seen.join()),
};

/** Reconnects `sleeper` without a clean start. @returns whether CONNACK reports a session, and the messages that come */
async function sleeperAgain(bench: Bench, publisher: Peer) {
  const again = await bench.connect('sleeper', kept(bench));
  return {
    sessionPresent: again.connack.fields.sessionPresent,
    found: await withoutSubscribing(bench, again, publisher),
  };
}
