import type { QoS } from 'mqtt-packet';
import { oneOf } from '../../../lab/claim.ts';
import { codes } from '../../../protocol/codes.ts';
import type { PacketType } from '../../../protocol/packet.ts';
import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { handshakes, pairAt, publisherAt } from '../../steps/at-qos.ts';
import { publishPacket } from '../../steps/publish-packet.ts';

/** The lowest and the highest packet id, and one with two different bytes. */
const IDS = [1, 0x0203, 0xffff] as const;

/** Sends a PUBLISH with each id, without waiting for answers. */
async function publishAt(bench: Bench, peer: Peer, qos: QoS): Promise<void> {
  for (const messageId of IDS) {
    await peer.client.send(publishPacket(bench.topic('a'), qos, messageId));
  }
}

/** The packet ids of the next answers of that type, one for each PUBLISH. */
async function idsOf(peer: Peer, type: PacketType): Promise<(number | undefined)[]> {
  const ids: (number | undefined)[] = [];
  for (const _ of IDS) ids.push((await peer.client.receive(type)).fields.messageId);
  return ids;
}

const unread = (peer: Peer) => peer.client.unread.map(({ type }) => type);

/** Sorted, because the order of acknowledgements is not specified here. */
const sorted = (ids: readonly (number | undefined)[]) => ids.toSorted((one = 0, other = 0) => one - other);

/** The deliveries of a message that was published with DUP. */
async function deliveriesOfDup(bench: Bench, qos: QoS) {
  const { topic, publisher, subscriber } = await pairAt(bench, qos);
  await publisher.publish(topic, 'open', { qos, dup: true });
  return bench.untilFence(subscriber, publisher, topic, qos);
}

const dupDelivered: readonly SpecClaim[] = handshakes.map((qos) => ({
  id: `qos.dup-delivered-at-${qos}`,
  says: {
    en: `A QoS ${qos} message that first arrives with DUP is answered and delivered: the first copy may have been lost`,
    ja: `DUP 付きで初めて届いた QoS ${qos} のメッセージにも返事が返り、配られる。1 回目が途中で消えただけかもしれない`,
  },
  statements:
    qos === 1
      ? { 4: ['MQTT-4.3.2-2'], 5: ['MQTT-4.3.2-4', 'MQTT-4.5.0-1'] }
      : { 4: ['MQTT-4.3.3-2'], 5: ['MQTT-4.3.3-8', 'MQTT-4.5.0-1'] },
  check: async (bench) => ({ expected: [{ payload: 'open' }], seen: await deliveriesOfDup(bench, qos) }),
}));

const dupNotPassedOn: readonly SpecClaim[] = handshakes.map((qos) => ({
  id: `qos.dup-not-passed-on-at-${qos}`,
  says: {
    en: `A publisher’s DUP is not passed on: to the subscriber, the QoS ${qos} message is sent for the first time`,
    ja: `送り手の DUP は引き継がれない。購読者にとって QoS ${qos} のそのメッセージは 1 回目なので、DUP は 0`,
  },
  statements: { 4: ['MQTT-3.3.1-3'], 5: ['MQTT-3.3.1-3'] },
  check: async (bench) => ({
    expected: [{ payload: 'open', dup: false }],
    seen: await deliveriesOfDup(bench, qos),
  }),
}));

const sameIdAgain: readonly SpecClaim[] = handshakes.map((qos) => ({
  id: `qos.same-id-again-at-${qos}`,
  says: {
    en: `Once a QoS ${qos} message is acknowledged, its packet id stands for a new message`,
    ja: `QoS ${qos} のメッセージのやりとりが終われば、同じパケット ID は新しいメッセージを表す`,
  },
  statements:
    qos === 1 ? { 4: ['MQTT-4.3.2-2'], 5: ['MQTT-4.3.2-5'] } : { 4: ['MQTT-4.3.3-2'], 5: ['MQTT-4.3.3-12'] },
  async check(bench) {
    const { topic, publisher, subscriber } = await pairAt(bench, qos);
    for (const payload of ['open', 'closed', 'closed']) {
      await publisher.publish(topic, payload, { qos, messageId: 0x0203 });
    }
    const deliveries = await bench.untilFence(subscriber, publisher, topic, qos);
    return { expected: ['open', 'closed', 'closed'], seen: deliveries.map(({ payload }) => payload) };
  },
}));

/** The flows from publisher to broker. */
export const qosTaken: readonly SpecClaim[] = [
  {
    id: 'qos.published-at-0',
    says: {
      en: 'A message published at QoS 0 is not answered',
      ja: 'QoS 0 で送ったメッセージには、返事が来ない',
    },
    statements: { 4: ['MQTT-3.3.4-1'], 5: ['MQTT-3.3.4-1'] },
    async check(bench) {
      const publisher = await bench.connect('publisher');
      await publisher.publish(bench.topic('a'), 'open');
      await bench.settled(publisher);
      return { expected: [], seen: unread(publisher) };
    },
  },
  {
    id: 'qos.published-at-1',
    says: {
      en: 'Each message published at QoS 1 is answered with one PUBACK with the same packet id',
      ja: 'QoS 1 で送ったメッセージには、同じパケット ID の PUBACK が 1 つずつ返る',
    },
    statements: {
      4: ['MQTT-2.3.1-6', 'MQTT-3.3.4-1', 'MQTT-4.3.2-2'],
      5: ['MQTT-2.2.1-5', 'MQTT-3.3.4-1', 'MQTT-4.3.2-4'],
    },
    async check(bench) {
      const publisher = await bench.connect('publisher');
      await publishAt(bench, publisher, 1);
      const puback = sorted(await idsOf(publisher, 'PUBACK'));
      await bench.settled(publisher);
      return { expected: { puback: [...IDS], rest: [] }, seen: { puback, rest: unread(publisher) } };
    },
  },
  {
    id: 'qos.published-at-2',
    says: {
      en: 'Each message published at QoS 2 is answered with one PUBREC, its PUBREL with one PUBCOMP, all with the same packet id',
      ja: 'QoS 2 で送ったメッセージには PUBREC が、その PUBREL には PUBCOMP が、同じパケット ID で 1 つずつ返る',
    },
    statements: {
      4: ['MQTT-2.3.1-6', 'MQTT-3.3.4-1', 'MQTT-4.3.3-2'],
      5: ['MQTT-2.2.1-5', 'MQTT-3.3.4-1', 'MQTT-4.3.3-8', 'MQTT-4.3.3-11'],
    },
    async check(bench) {
      const publisher = await publisherAt(bench, 2);
      await publishAt(bench, publisher, 2);
      const pubrec = await idsOf(publisher, 'PUBREC');
      for (const messageId of pubrec)
        await publisher.client.send({ cmd: 'pubrel', messageId: messageId ?? 0 });
      const pubcomp = await idsOf(publisher, 'PUBCOMP');
      await bench.settled(publisher);
      return {
        expected: { pubrec: [...IDS], pubcomp: [...IDS], rest: [] },
        seen: { pubrec: sorted(pubrec), pubcomp: sorted(pubcomp), rest: unread(publisher) },
      };
    },
  },
  ...dupDelivered,
  ...dupNotPassedOn,
  ...sameIdAgain,
  {
    id: 'qos.pubrel-of-nothing',
    says: {
      en: 'PUBREL for a packet id the broker does not know is answered with PUBCOMP too',
      ja: 'ブローカーの知らないパケット ID の PUBREL にも、PUBCOMP が返る',
    },
    statements: { 4: ['MQTT-4.3.3-2'], 5: ['MQTT-4.3.3-11'] },
    async check(bench) {
      const { client } = await publisherAt(bench, 2);
      await client.send({ cmd: 'pubrel', messageId: 0x0203 });
      const { type, fields } = await client.receive();
      return {
        expected: {
          type: 'PUBCOMP',
          messageId: 0x0203,
          reasonCode: bench.isMqtt5 ? oneOf(0, codes.packetIdNotFound) : undefined,
        },
        seen: { type, ...fields },
      };
    },
  },
  {
    id: 'qos.publish-twice',
    says: {
      en: 'A QoS 2 message that comes twice before PUBREL is answered twice and delivered once',
      ja: 'PUBREL の前に 2 回来た QoS 2 のメッセージには 2 回とも返事が返り、届くのは 1 回',
    },
    statements: { 4: ['MQTT-4.3.3-2'] },
    async check(bench) {
      const { topic, publisher, subscriber } = await pairAt(bench, 2);
      await publisher.client.send(publishPacket(topic, 2, 0x0203, 'open'));
      const { fields } = await publisher.client.receive('PUBREC');
      await publisher.publish(topic, 'open', { qos: 2, dup: true, messageId: 0x0203 });
      const deliveries = await bench.untilFence(subscriber, publisher, topic, 2);
      return {
        expected: { messageId: 0x0203, deliveries: [{ payload: 'open' }] },
        seen: { messageId: fields.messageId, deliveries },
      };
    },
  },
  {
    id: 'qos.pubrel-twice',
    says: {
      en: 'A PUBREL that comes twice is answered twice, and the message is delivered once',
      ja: 'PUBREL が 2 回来れば 2 回とも返事が返り、メッセージが届くのは 1 回',
    },
    statements: { 4: ['MQTT-4.3.3-2'] },
    async check(bench) {
      const { topic, publisher, subscriber } = await pairAt(bench, 2);
      await publisher.publish(topic, 'open', { qos: 2, messageId: 0x0203 });
      await publisher.client.send({ cmd: 'pubrel', messageId: 0x0203 });
      const { fields } = await publisher.client.receive('PUBCOMP');
      const deliveries = await bench.untilFence(subscriber, publisher, topic, 2);
      return {
        expected: { messageId: 0x0203, deliveries: [{ payload: 'open' }] },
        seen: { messageId: fields.messageId, deliveries },
      };
    },
  },
  {
    id: 'qos.ids-both-ways',
    says: {
      en: 'A client may use a packet id the broker is using towards it: the two flows do not mix',
      ja: 'ブローカーが使っているパケット ID をクライアントが同時に使ってもよく、2 つのやりとりは混ざらない',
    },
    statements: { 4: ['MQTT-2.3.1-6', 'MQTT-4.3.3-2'], 5: ['MQTT-2.2.1-5', 'MQTT-4.3.3-4', 'MQTT-4.3.3-8'] },
    async check(bench) {
      const { topic, publisher, subscriber: peer } = await pairAt(bench, 2);
      await publisher.publish(topic, 'open', { qos: 2 });
      const { messageId = 0 } = (await peer.client.receive('PUBLISH')).fields;
      const answers: unknown[] = [];
      const answer = async (type: PacketType) => {
        const { fields } = await peer.client.receive(type);
        answers.push({ type, ours: fields.messageId === messageId });
      };
      await peer.client.send(publishPacket(bench.topic('b'), 2, messageId));
      await answer('PUBREC');
      await peer.client.send({ cmd: 'pubrec', messageId });
      await answer('PUBREL');
      await peer.client.send({ cmd: 'pubrel', messageId });
      await answer('PUBCOMP');
      await peer.client.send({ cmd: 'pubcomp', messageId });
      await bench.untilFence(peer, publisher, topic, 2);
      const expected = ['PUBREC', 'PUBREL', 'PUBCOMP'].map((type) => ({ type, ours: true }));
      return { expected: { answers: expected, rest: [] }, seen: { answers, rest: unread(peer) } };
    },
  },
];
