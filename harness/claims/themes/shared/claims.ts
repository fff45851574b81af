import type { Condition } from '../../../lab/claim.ts';
import { codes } from '../../../protocol/codes.ts';
import type { Bench } from '../../bench.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { connectKept } from '../../steps/kept-session.ts';
import { keep } from '../../steps/retained.ts';
import { readProperties } from '../properties/steps.ts';
import { sharedRefused } from './refused.ts';
import { dealt, enter, member, payloadsOf, shared, untilLeft } from './steps.ts';

const six = ['1', '2', '3', '4', '5', '6'];

/** A group of two, and a publisher. */
async function groupOfTwo(bench: Bench) {
  const members = [
    await member(bench, 'left', shared(bench, 'office')),
    await member(bench, 'right', shared(bench, 'office')),
  ] as const;
  return { members, publisher: await bench.connect('publisher') };
}

const eachAtItsOwn: Condition = {
  condition: 'each message at the QoS of the member that it came to',
  holds: (seen) => (seen as number[][]).every((levels, granted) => levels.every((qos) => qos === granted)),
};

/** Shared subscriptions. */
export const sharedSubscriptions: readonly SpecClaim[] = [
  {
    id: 'shared.each-once',
    says: {
      en: 'In a group that shares a subscription, exactly one member gets each message',
      ja: '1 つの購読を共有するグループでは、どのメッセージもちょうど 1 人に届く',
    },
    statements: { 5: ['MQTT-4.8.2-1', 'MQTT-3.8.4-8'] },
    async check(bench) {
      const { members, publisher } = await groupOfTwo(bench);
      const deliveries = await dealt(bench, publisher, members, six);
      return { expected: six, seen: payloadsOf(deliveries.flat()) };
    },
  },
  {
    id: 'shared.two-groups',
    says: {
      en: 'Two groups on the same topic each get all messages',
      ja: '同じトピックの 2 つのグループには、それぞれ全部のメッセージが届く',
    },
    statements: { 5: ['MQTT-4.8.2-1', 'MQTT-4.8.2-2'] },
    async check(bench) {
      const one = await member(bench, 'one', shared(bench, 'office'));
      const other = await member(bench, 'other', shared(bench, 'archive'));
      const publisher = await bench.connect('publisher');
      const deliveries = await dealt(bench, publisher, [one, other], six, { atLeast: 12 });
      return { expected: [six, six], seen: deliveries.map(payloadsOf) };
    },
  },
  {
    id: 'shared.beside-normal',
    says: {
      en: 'An ordinary subscriber gets all messages, whatever a group shares',
      ja: '共有せずに購読していれば、グループがあっても全部のメッセージが届く',
    },
    statements: { 5: ['MQTT-4.8.2-1', 'MQTT-3.8.4-8'] },
    async check(bench) {
      const { members, publisher } = await groupOfTwo(bench);
      const normal = await bench.connect('normal');
      await normal.subscribe({ topic: bench.topic('a'), qos: 1 });
      const receivers = [normal, ...members];
      const [own = [], ...others] = await dealt(bench, publisher, receivers, six, { atLeast: 12 });
      return {
        expected: { normal: six, group: six },
        seen: { normal: payloadsOf(own), group: payloadsOf(others.flat()) },
      };
    },
  },
  {
    id: 'shared.several-filters',
    says: {
      en: 'The filter that a group shares may have wildcards',
      ja: 'グループで共有するフィルターには、ワイルドカードを使える',
    },
    statements: { 5: ['MQTT-4.8.2-2', 'MQTT-4.7.1-2'] },
    async check(bench) {
      const one = await member(bench, 'one', shared(bench, 'office', '+'));
      const publisher = await bench.connect('publisher');
      const [deliveries = []] = await dealt(bench, publisher, [one], six);
      // A wildcard also matches the topics of control questions.
      const own = deliveries.filter(({ topic }) => topic === 'a');
      return { expected: six, seen: payloadsOf(own) };
    },
  },
  {
    id: 'shared.no-retained',
    says: {
      en: 'A client that joins a group does not get retained messages',
      ja: 'グループに加わっても、retain メッセージは届かない',
    },
    // Section 4.8.2 says so, in a sentence without a number.
    statements: { 5: ['MQTT-4.8.2-1'] },
    async check(bench) {
      const publisher = await bench.connect('publisher');
      await keep(bench, publisher, 'a', 'kept', 1);
      const one = await member(bench, 'one', shared(bench, 'office'));
      const [deliveries = []] = await dealt(bench, publisher, [one], ['fresh']);
      const late = await bench.untilRetainedFence(one, publisher);
      return { expected: ['fresh'], seen: payloadsOf([...deliveries, ...late]) };
    },
  },
  {
    id: 'shared.member-leaves',
    says: {
      en: 'When one member unsubscribes, the others get everything',
      ja: '1 人が購読をやめると、残ったメンバーに全部が届く',
    },
    statements: { 5: ['MQTT-3.10.4-1', 'MQTT-3.10.4-2'] },
    async check(bench) {
      const { members, publisher } = await groupOfTwo(bench);
      await members[0].unsubscribe(shared(bench, 'office'));
      await untilLeft(bench, publisher, members);
      const deliveries = await dealt(bench, publisher, members, six);
      return { expected: [[], six], seen: deliveries.map(payloadsOf) };
    },
  },
  {
    id: 'shared.unsubscribed-by-name',
    says: {
      en: 'Unsubscribing the filter without its share name does not end a shared subscription',
      ja: 'シェア名のないフィルターの購読をやめても、共有サブスクリプションは終わらない',
    },
    statements: { 5: ['MQTT-3.10.4-1', 'MQTT-3.11.3-2'] },
    async check(bench) {
      const one = await member(bench, 'one', shared(bench, 'office'));
      const publisher = await bench.connect('publisher');
      const { fields } = await one.unsubscribe(bench.topic('a'));
      const [deliveries = []] = await dealt(bench, publisher, [one], six);
      return {
        expected: { unsuback: [codes.noSubscriptionExisted], deliveries: six },
        seen: { unsuback: fields.granted, deliveries: payloadsOf(deliveries) },
      };
    },
  },
  {
    id: 'shared.granted-qos',
    says: {
      en: 'Each member gets its messages at the QoS it was granted',
      ja: 'メンバーには、それぞれに認められた QoS で届く',
    },
    statements: { 5: ['MQTT-4.8.2-3'] },
    async check(bench) {
      const members = [
        await member(bench, 'at0', shared(bench, 'office'), { qos: 0 }),
        await member(bench, 'at1', shared(bench, 'office'), { qos: 1 }),
      ];
      const publisher = await bench.connect('publisher');
      const deliveries = await dealt(bench, publisher, members, six);
      return { expected: eachAtItsOwn, seen: deliveries.map((own) => own.map(({ qos }) => qos)) };
    },
  },
  {
    id: 'shared.identifier',
    says: {
      en: 'A message of a shared subscription comes with the identifier of the receiving member’s subscription',
      ja: '共有サブスクリプションで届くメッセージには、届いたメンバーの購読の識別子が付く',
    },
    statements: { 5: ['MQTT-3.3.4-3'] },
    async check(bench) {
      const one = await bench.connect('one');
      await enter(one, shared(bench, 'office'), {}, { subscriptionIdentifier: 7 });
      const publisher = await bench.connect('publisher');
      await publisher.publish(bench.topic('a'), 'x', { qos: 1 });
      const { subscriptionIdentifiers } = readProperties(await one.client.receive('PUBLISH'));
      return { expected: [7], seen: subscriptionIdentifiers };
    },
  },
  {
    id: 'shared.refused-message',
    says: {
      en: 'A message that a member refuses is not given to another',
      ja: 'メンバーが拒否したメッセージは、ほかのメンバーに回されない',
    },
    statements: { 5: ['MQTT-4.8.2-6'] },
    async check(bench) {
      const first = await member(bench, 'first', shared(bench, 'office'));
      const publisher = await bench.connect('publisher');
      await publisher.publish(bench.topic('a'), 'refused', { qos: 1 });
      const { fields } = await first.client.receive('PUBLISH');
      const second = await member(bench, 'second', shared(bench, 'office'));
      await first.client.send({
        cmd: 'puback',
        messageId: fields.messageId ?? 0,
        reasonCode: codes.implementationSpecific,
      });
      const deliveries = await dealt(bench, publisher, [first, second], six);
      return { expected: six, seen: payloadsOf(deliveries.flat()) };
    },
  },
  {
    id: 'shared.qos-2-stays',
    says: {
      en: 'A QoS 2 message left unanswered when a member’s session ended is given to nobody else',
      ja: 'メンバーが答えないままセッションを終えた QoS 2 のメッセージは、ほかの誰にも渡らない',
    },
    statements: { 5: ['MQTT-4.8.2-5'] },
    async check(bench) {
      const first = await member(bench, 'first', shared(bench, 'office'), { qos: 2 });
      const publisher = await bench.connect('publisher');
      await publisher.publish(bench.topic('a'), 'unanswered', { qos: 2 });
      await first.client.receive('PUBLISH');
      const second = await member(bench, 'second', shared(bench, 'office'), { qos: 2 });
      await first.disconnect();
      // At CONNACK for the same id, the broker has ended the session before.
      await bench.connect('first');
      const [deliveries = []] = await dealt(bench, publisher, [second], six, { qos: 2 });
      return { expected: six, seen: payloadsOf(deliveries) };
    },
  },
  {
    id: 'shared.qos-2-completed',
    says: {
      en: 'A QoS 2 message a member left unanswered comes again when it is back, and to nobody else',
      ja: 'メンバーが答えないまま接続の切れた QoS 2 のメッセージは、戻ってきた本人にもう一度届き、ほかの誰にも渡らない',
    },
    statements: { 5: ['MQTT-4.8.2-4'] },
    async check(bench) {
      const first = await connectKept(bench, 'first');
      await enter(first, shared(bench, 'office'), { qos: 2 });
      const publisher = await bench.connect('publisher');
      await publisher.publish(bench.topic('a'), 'unanswered', { qos: 2 });
      await first.client.receive('PUBLISH');
      const second = await member(bench, 'second', shared(bench, 'office'), { qos: 2 });
      first.client.destroy();
      const back = await connectKept(bench, 'first');
      const { payload } = await back.next();
      const deliveries = await dealt(bench, publisher, [back, second], six, { qos: 2 });
      return {
        expected: { again: 'unanswered', others: six },
        seen: { again: payload, others: payloadsOf(deliveries.flat()) },
      };
    },
  },
  ...sharedRefused,
];
