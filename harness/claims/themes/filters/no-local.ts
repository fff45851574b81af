import type { Bench } from '../../bench.ts';
import type { Peer, Subscribed } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { connectKept } from '../../steps/kept-session.ts';

/**
 * What a peer receives of its own message and then of another client's message. Its own fence would not come back either, so the
 * other client sends the fence, after a witness has seen that the broker has processed the first message.
 */
async function ownAndOthers(bench: Bench, peer: Peer): Promise<string[]> {
  const topic = bench.topic('a');
  const witness = await bench.connect('witness');
  const other = await bench.connect('other');
  await witness.subscribe({ topic, qos: 1 });
  await peer.publish(topic, 'own', { qos: 1 });
  await witness.next();
  await other.publish(topic, 'other’s', { qos: 1 });
  const deliveries = await bench.untilFence(peer, other, topic, 1);
  return deliveries.map(({ payload }) => payload);
}

const subscribeTo = (bench: Bench, peer: Peer, options: Partial<Subscribed> = {}) =>
  peer.subscribe({ topic: bench.topic('a'), qos: 1, ...options });

/** Whether a client receives its own messages. */
export const noLocal: readonly SpecClaim[] = [
  {
    id: 'subscription.no-local',
    says: {
      en: 'With No Local, a client’s own messages do not come back to it; those of others come',
      ja: 'No Local を付けると、自分のメッセージは戻ってこない。ほかのクライアントのものは届く',
    },
    statements: { 5: ['MQTT-3.8.3-3'] },
    async check(bench) {
      const peer = await bench.connect('client');
      await subscribeTo(bench, peer, { nl: true });
      return { expected: ['other’s'], seen: await ownAndOthers(bench, peer) };
    },
  },
  {
    id: 'subscription.local',
    says: {
      en: 'Without No Local, a client’s own messages come back to it',
      ja: 'No Local がなければ、自分のメッセージも戻ってくる',
    },
    statements: { 5: ['MQTT-3.8.4-8'] },
    async check(bench) {
      const peer = await bench.connect('client');
      await subscribeTo(bench, peer);
      return { expected: ['own', 'other’s'], seen: await ownAndOthers(bench, peer) };
    },
  },
  {
    id: 'subscription.no-local-replaced',
    says: {
      en: 'A client that subscribes again without No Local gets its own messages again',
      ja: 'No Local を外して購読し直すと、自分のメッセージがまた届くようになる',
    },
    statements: { 5: ['MQTT-3.8.4-3'] },
    async check(bench) {
      const peer = await bench.connect('client');
      await subscribeTo(bench, peer, { nl: true });
      await subscribeTo(bench, peer);
      return { expected: ['own', 'other’s'], seen: await ownAndOthers(bench, peer) };
    },
  },
  {
    id: 'subscription.no-local-kept',
    says: {
      en: 'No Local stays with its subscription when the session is resumed',
      ja: 'セッションが続くかぎり、No Local も購読とともに残る',
    },
    statements: { 5: ['MQTT-3.8.3-3', 'MQTT-3.1.2-5'] },
    async check(bench) {
      const before = await connectKept(bench, 'client');
      await subscribeTo(bench, before, { nl: true });
      await before.disconnect();
      const back = await connectKept(bench, 'client');
      return { expected: ['other’s'], seen: await ownAndOthers(bench, back) };
    },
  },
];
