import type { QoS } from 'mqtt-packet';
import type { Condition } from '../../../lab/claim.ts';
import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { pairAt } from '../../steps/at-qos.ts';
import { flows } from '../../steps/flows.ts';

/** Publishes at these levels to a subscriber that acknowledges nothing. @returns the packet ids */
async function idsInFlight(bench: Bench, levels: readonly QoS[]): Promise<(number | undefined)[]> {
  const { topic, publisher, subscriber } = await pairAt(bench, Math.max(...levels) as QoS);
  for (const qos of levels) await publisher.publish(topic, 'open', { qos });
  const ids: (number | undefined)[] = [];
  for (const _ of levels) ids.push(await idOfNext(subscriber));
  return ids;
}

const idOfNext = async ({ client }: Peer) => (await client.receive('PUBLISH')).fields.messageId;

/** Whether there are `count` different packet ids. */
const differentIds = (count: number): Condition => ({
  condition: `${count} different packet ids from 1 to 65,535`,
  holds: (seen) =>
    Array.isArray(seen) &&
    new Set(seen).size === count &&
    seen.every((id) => Number.isInteger(id) && id >= 1 && id <= 0xffff),
});

interface InFlight {
  readonly id: string;
  readonly levels: readonly QoS[];
  readonly says: SpecClaim['says'];
}

const inFlight: readonly InFlight[] = [
  {
    id: 'qos.delivery-ids-at-1',
    levels: [1, 1, 1, 1],
    says: {
      en: 'QoS 1 messages on their way to a subscriber have packet ids that no other has',
      ja: '購読者へ配っている最中の QoS 1 のメッセージは、どれも違うパケット ID を持つ',
    },
  },
  {
    id: 'qos.delivery-ids-at-2',
    levels: [2, 2, 2, 2],
    says: {
      en: 'QoS 2 messages on their way to a subscriber have packet ids that no other has',
      ja: '購読者へ配っている最中の QoS 2 のメッセージは、どれも違うパケット ID を持つ',
    },
  },
  {
    id: 'qos.delivery-ids-mixed',
    levels: [1, 2, 1, 2],
    says: {
      en: 'QoS 1 and QoS 2 messages on their way to a subscriber share the packet ids: no two have the same',
      ja: '購読者へ配っている最中の QoS 1 と QoS 2 のメッセージは、パケット ID を分け合い、重ならない',
    },
  },
];

const deliveryIds: readonly SpecClaim[] = inFlight.map(({ id, levels, says }) => ({
  id,
  says,
  statements: { 4: ['MQTT-2.3.1-4'], 5: ['MQTT-2.2.1-4'] },
  check: async (bench) => ({
    expected: differentIds(levels.length),
    seen: await idsInFlight(bench, levels),
  }),
}));

/** The flows from broker to subscriber. */
export const qosDelivered: readonly SpecClaim[] = [
  {
    id: 'qos.delivered-at-0',
    says: {
      en: 'A QoS 0 message comes without a packet id or DUP: the payload follows the topic',
      ja: 'QoS 0 のメッセージはパケット ID も DUP もなしで届き、トピックのすぐあとがペイロード',
    },
    statements: { 4: ['MQTT-2.3.1-5', 'MQTT-3.3.1-2'], 5: ['MQTT-2.2.1-2', 'MQTT-3.3.1-2'] },
    async check(bench) {
      const { topic, publisher, subscriber } = await pairAt(bench, 0);
      await publisher.publish(topic, 'open');
      return {
        expected: [{ qos: 0, dup: false, messageId: undefined, payload: 'open' }],
        seen: await bench.untilFence(subscriber, publisher, topic),
      };
    },
  },
  {
    id: 'qos.ends-at-1',
    says: {
      en: 'A QoS 1 message comes to a subscriber once; PUBACK ends it',
      ja: '購読者に QoS 1 のメッセージが届くのは 1 回。PUBACK で終わる',
    },
    statements: { 4: ['MQTT-4.3.2-1'], 5: ['MQTT-4.3.2-2', 'MQTT-4.4.0-1'] },
    async check(bench) {
      const { topic, publisher, subscriber } = await pairAt(bench, 1);
      await publisher.publish(topic, 'open', { qos: 1 });
      return {
        expected: [{ type: 'PUBLISH', payload: 'open', qos: 1, dup: false }],
        seen: await flows(subscriber, publisher, topic, 1, 1),
      };
    },
  },
  {
    id: 'qos.ends-at-2',
    says: {
      en: 'A QoS 2 message comes to a subscriber once; PUBREC is answered with PUBREL with the same packet id, PUBCOMP ends it',
      ja: '購読者に QoS 2 のメッセージが届くのは 1 回。PUBREC には同じパケット ID の PUBREL が返り、PUBCOMP で終わる',
    },
    statements: { 4: ['MQTT-2.3.1-6', 'MQTT-4.3.3-1'], 5: ['MQTT-2.2.1-5', 'MQTT-4.3.3-2', 'MQTT-4.3.3-4'] },
    async check(bench) {
      const { topic, publisher, subscriber } = await pairAt(bench, 2);
      await publisher.publish(topic, 'open', { qos: 2 });
      const seen = await flows(subscriber, publisher, topic, 2, 2);
      const messageId = seen[0]?.messageId;
      return {
        expected: [
          { type: 'PUBLISH', payload: 'open', qos: 2, dup: false },
          { type: 'PUBREL', messageId },
        ],
        seen,
      };
    },
  },
  ...deliveryIds,
  {
    id: 'qos.delivery-id-until-pubcomp',
    says: {
      en: 'The packet id of a QoS 2 message is in use until PUBCOMP: no other message gets it before',
      ja: 'QoS 2 のメッセージのパケット ID は PUBCOMP まで使用中で、それまでほかのメッセージには使われない',
    },
    statements: { 4: ['MQTT-2.3.1-4'], 5: ['MQTT-2.2.1-4', 'MQTT-4.3.3-1'] },
    async check(bench) {
      const { topic, publisher, subscriber } = await pairAt(bench, 2);
      await publisher.publish(topic, 'first', { qos: 2 });
      const ids = [await idOfNext(subscriber)];
      await subscriber.client.send({ cmd: 'pubrec', messageId: ids[0] ?? 0 });
      await subscriber.client.receive('PUBREL');
      for (const payload of ['second', 'third']) await publisher.publish(topic, payload, { qos: 2 });
      ids.push(await idOfNext(subscriber), await idOfNext(subscriber));
      return { expected: differentIds(3), seen: ids };
    },
  },
  {
    id: 'qos.unsubscribed-on-the-way',
    says: {
      en: 'Unsubscribing while a QoS 2 message is on its way does not stop its flow: PUBREL after PUBREC',
      ja: 'QoS 2 のメッセージが届く途中で購読をやめても、そのやりとりは最後まで続く。PUBREC に PUBREL が返る',
    },
    statements: { 4: ['MQTT-3.10.4-3'], 5: ['MQTT-3.10.4-3'] },
    async check(bench) {
      const { topic, publisher, subscriber } = await pairAt(bench, 2);
      await publisher.publish(topic, 'open', { qos: 2 });
      const messageId = (await idOfNext(subscriber)) ?? 0;
      await subscriber.unsubscribe(topic);
      await subscriber.client.send({ cmd: 'pubrec', messageId });
      const { fields } = await subscriber.client.receive('PUBREL');
      return { expected: messageId, seen: fields.messageId };
    },
  },
  {
    id: 'qos.pubrel-order',
    says: {
      en: 'PUBRELs come in the order of the PUBRECs they answer',
      ja: 'PUBREL は、対応する PUBREC を受け取った順番で届く',
    },
    statements: { 4: ['MQTT-4.6.0-4', 'MQTT-4.6.0-6'] },
    async check(bench) {
      const { topic, publisher, subscriber } = await pairAt(bench, 2);
      const pubrecs: (number | undefined)[] = [];
      const pubrels: (number | undefined)[] = [];
      for (const payload of ['first', 'second', 'third', 'fourth']) {
        await publisher.publish(topic, payload, { qos: 2 });
        pubrecs.push(await idOfNext(subscriber));
      }
      for (const messageId of pubrecs)
        await subscriber.client.send({ cmd: 'pubrec', messageId: messageId ?? 0 });
      for (const _ of pubrecs) pubrels.push((await subscriber.client.receive('PUBREL')).fields.messageId);
      return { expected: pubrecs, seen: pubrels };
    },
  },
];
