import type { QoS } from 'mqtt-packet';
import { type Condition, oneOf } from '../../../lab/claim.ts';
import { ConnectionEndedError } from '../../../wire/client/raw-client.ts';
import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { admin, alice, as, closedTopic, openTopic, secured } from './setups.ts';

/** Whether there is one code for each filter: a granted QoS, or a refusal. */
const grantedOrRefused: Condition = {
  condition: 'a granted QoS, or 0x80 and above',
  holds: (seen) => typeof seen === 'number' && (seen <= 2 || seen >= 0x80),
};

interface Guarded {
  readonly own: Bench;
  readonly alice: Peer;
  readonly admin: Peer;
}

async function guarded(bench: Bench): Promise<Guarded> {
  const own = await bench.ownBroker(await secured());
  return { own, alice: await own.connect('alice', as(alice)), admin: await own.connect('admin', as(admin)) };
}

/** Publishes a message, and returns what the publisher sees. The broker has then processed the message. */
async function publishes(peer: Peer, topic: string, qos: QoS): Promise<'goes on' | 'is closed'> {
  try {
    await peer.publish(topic, 'forbidden', { qos });
    await peer.client.send({ cmd: 'pingreq' });
    await peer.client.receive('PINGRESP');
    return 'goes on';
  } catch (error) {
    if (!(error instanceof ConnectionEndedError)) throw error;
    return 'is closed';
  }
}

/** MQTT 5 has a reason code for it, at the levels with an answer. In 3.1.1 there is no way to tell the client. */
const unauthorized: Readonly<Record<QoS, SpecClaim['statements']>> = {
  0: { 4: ['MQTT-3.3.5-2'] },
  1: { 4: ['MQTT-3.3.5-2'], 5: ['MQTT-3.4.2-1'] },
  2: { 4: ['MQTT-3.3.5-2'], 5: ['MQTT-3.5.2-1'] },
};

const levels: readonly QoS[] = [0, 1, 2];

const forbiddenPublish: readonly SpecClaim[] = levels.map((qos) => ({
  id: `acl.publish-forbidden-at-qos-${qos}`,
  says: {
    en: `A QoS ${qos} message to a forbidden topic reaches nobody, whether the connection goes on or is closed`,
    ja: `禁じられたトピックへの QoS ${qos} のメッセージは、接続が続いても閉じられても、誰にも届かない`,
  },
  statements: unauthorized[qos],
  ownBroker: true,
  async check(bench) {
    const peers = await guarded(bench);
    const topic = closedTopic(bench, 'a');
    await peers.admin.subscribe({ topic, qos: 2 });
    const alice = await publishes(peers.alice, topic, qos);
    return {
      expected: { alice: oneOf('goes on', 'is closed'), deliveries: [] },
      seen: { alice, deliveries: await peers.own.untilFence(peers.admin, peers.admin, topic, qos) },
    };
  },
}));

export const acl: readonly SpecClaim[] = [
  {
    id: 'acl.allowed',
    says: {
      en: 'What is allowed works as usual: the subscription is granted, and the message delivered',
      ja: '許されていることはふだんどおりで、購読は認められ、メッセージも届く',
    },
    statements: { 4: ['MQTT-3.8.4-5', 'MQTT-4.5.0-1'], 5: ['MQTT-3.8.4-7', 'MQTT-4.5.0-1'] },
    ownBroker: true,
    async check(bench) {
      const { alice } = await guarded(bench);
      const topic = openTopic(bench, 'a');
      const suback = await alice.subscribe({ topic, qos: 1 });
      await alice.publish(topic, 'allowed', { qos: 1 });
      const { payload } = await alice.next();
      return {
        expected: { granted: [1], payload: 'allowed' },
        seen: { granted: suback.fields.granted, payload },
      };
    },
  },
  ...forbiddenPublish,
  {
    id: 'acl.subscribe-forbidden',
    says: {
      en: 'Subscribing to a forbidden topic gets an answer, and nothing from that topic, retained or new',
      ja: '禁じられたトピックを購読すると、返事は来るが、残っているメッセージも新しいメッセージも届かない',
    },
    statements: { 4: ['MQTT-3.8.4-5'], 5: ['MQTT-3.8.4-7'] },
    ownBroker: true,
    async check(bench) {
      const { own, alice, admin } = await guarded(bench);
      const [closed, open] = [closedTopic(bench, 'a'), openTopic(bench, 'a')];
      await admin.publish(closed, 'kept', { qos: 1, retain: true });
      const { fields } = await alice.subscribe([
        { topic: closed, qos: 1 },
        { topic: open, qos: 1 },
      ]);
      await admin.publish(closed, 'new', { qos: 1 });
      const deliveries = await own.untilFence(alice, admin, open, 1);
      deliveries.push(...(await own.untilRetainedFence(alice, admin, openTopic(bench, 'last'))));
      return {
        expected: { granted: [grantedOrRefused, 1], deliveries: [] },
        seen: { granted: fields.granted, deliveries },
      };
    },
  },
  {
    id: 'acl.subscribe-wildcard',
    says: {
      en: 'A wildcard opens no door: a subscription to everything gets nothing from a forbidden topic',
      ja: 'ワイルドカードで購読しても、禁じられたトピックのメッセージは届かない',
    },
    statements: { 4: ['MQTT-3.8.4-5'], 5: ['MQTT-3.8.4-7'] },
    ownBroker: true,
    async check(bench) {
      const { own, alice, admin } = await guarded(bench);
      const open = openTopic(bench, 'a');
      const { fields } = await alice.subscribe({ topic: closedTopic(bench, '#'), qos: 1 });
      const everything = await alice.subscribe({ topic: '#', qos: 1 });
      await alice.subscribe({ topic: open, qos: 1 });
      await admin.publish(closedTopic(bench, 'a'), 'new', { qos: 1 });
      const deliveries = await own.untilFence(alice, admin, open, 1);
      const ofThisRun = deliveries.filter(({ topic }) => topic === closedTopic(bench, 'a'));
      return {
        expected: { granted: [[grantedOrRefused], [grantedOrRefused]], deliveries: [] },
        seen: { granted: [fields.granted, everything.fields.granted], deliveries: ofThisRun },
      };
    },
  },
];
