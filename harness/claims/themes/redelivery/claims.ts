import type { Text } from '../../../base/text.ts';
import { codes } from '../../../protocol/codes.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { handshakes } from '../../steps/at-qos.ts';
import { type FlowPacket, flowPacket, flows } from '../../steps/flows.ts';
import { again, redeliveryLost, release } from './lost.ts';
import { redeliveryOrder } from './order.ts';
import { comesBack, leaveUnanswered, receiveAll } from './steps.ts';

/** A packet without its DUP flag. */
const same = ({ dup: _, ...packet }: FlowPacket) => packet;

const unanswered: readonly SpecClaim[] = handshakes.map((qos) => ({
  id: `redelivery.unanswered-at-${qos}`,
  says: {
    en: `An unanswered QoS ${qos} message comes again after the reconnect unchanged: packet id, QoS, payload`,
    ja: `返事をしなかった QoS ${qos} のメッセージは、つなぎ直すと前と同じパケット ID、QoS、ペイロードでもう一度届く`,
  },
  statements: again,
  async check(bench) {
    const { topic, slow, publisher, packets } = await leaveUnanswered(bench, [{ payload: 'open', qos }]);
    await slow.disconnect();
    const [seen] = await flows(await comesBack(bench), publisher, topic, qos, qos);
    return { expected: packets.map(same)[0], seen: seen ?? 'nothing' };
  },
}));

const refused: readonly SpecClaim[] = handshakes.map((qos) => ({
  id: `redelivery.refused-at-${qos}`,
  says: {
    en: `A QoS ${qos} message the subscriber refused, with a reason code of 0x80 or above, does not come again`,
    ja: `購読者が 0x80 以上の理由コードで断った QoS ${qos} のメッセージは、もう届かない`,
  },
  statements: { 5: ['MQTT-4.4.0-2'] },
  async check(bench) {
    const { topic, slow, publisher, packets } = await leaveUnanswered(bench, [{ payload: 'open', qos }]);
    await slow.client.send({
      cmd: qos === 1 ? 'puback' : 'pubrec',
      messageId: packets[0]?.messageId ?? 0,
      reasonCode: codes.unspecified,
    });
    await bench.settled(slow);
    await slow.disconnect();
    const seen = await flows(await comesBack(bench), publisher, topic, qos);
    // The statement is about the message. A PUBREL for its packet id does not deliver it again; EMQX sends one.
    return { expected: [], seen: seen.filter(({ type }) => type === 'PUBLISH') };
  },
}));

interface Leaving {
  readonly id: string;
  readonly says: Text;
  readonly statements: SpecClaim['statements'];
  /** Ends the first connection. */
  readonly leave: (slow: Peer) => void;
}

const leavings: readonly Leaving[] = [
  {
    id: 'redelivery.after-power-cut',
    says: {
      en: 'A message comes again even to a client cut off without DISCONNECT',
      ja: 'DISCONNECT なしで切れたクライアントにも、返事のなかったメッセージはもう一度届く',
    },
    statements: again,
    leave: ({ client }) => client.destroy(),
  },
  {
    id: 'redelivery.after-takeover',
    says: {
      en: 'A client that takes over its own session from a connection still open gets what was left unanswered there',
      ja: '古い接続が開いたままセッションを引き継いでも、そこで返事のなかったメッセージがもう一度届く',
    },
    statements: { 4: ['MQTT-3.1.4-2', 'MQTT-4.4.0-1'], 5: ['MQTT-3.1.4-3', 'MQTT-4.4.0-1'] },
    leave: () => {},
  },
];

const afterwards: readonly SpecClaim[] = leavings.map(({ id, says, statements, leave }) => ({
  id,
  says,
  statements,
  async check(bench) {
    const { topic, slow, publisher, packets } = await leaveUnanswered(bench, [{ payload: 'open', qos: 1 }]);
    leave(slow);
    return { expected: packets.map(same), seen: await flows(await comesBack(bench), publisher, topic, 1, 1) };
  },
}));

/** What a broker sends again to a subscriber that resumes its session. */
export const redelivery: readonly SpecClaim[] = [
  ...unanswered,
  ...redeliveryLost,
  ...refused,
  ...afterwards,
  ...redeliveryOrder,
  {
    id: 'redelivery.dup-at-2',
    says: {
      en: 'A QoS 2 message that comes again carries DUP',
      ja: 'もう一度届いた QoS 2 のメッセージには DUP が立っている',
    },
    statements: { 4: ['MQTT-3.3.1-1'], 5: ['MQTT-3.3.1-1'] },
    async check(bench) {
      const { topic, slow, publisher } = await leaveUnanswered(bench, [{ payload: 'open', qos: 2 }]);
      await slow.disconnect();
      const [seen] = await flows(await comesBack(bench), publisher, topic, 2, 2);
      return { expected: { payload: 'open', dup: true }, seen };
    },
  },
  {
    id: 'redelivery.until-answered',
    says: {
      en: 'A message comes again after every reconnect until it is answered, under the same packet id',
      ja: 'メッセージは返事があるまで、つなぎ直すたびに同じパケット ID で届く',
    },
    statements: again,
    async check(bench) {
      const { topic, slow, publisher, packets } = await leaveUnanswered(bench, [{ payload: 'open', qos: 1 }]);
      await slow.disconnect();
      const second = await comesBack(bench);
      const seen = [flowPacket(await second.client.receive('PUBLISH'))];
      await second.disconnect();
      seen.push(...(await flows(await comesBack(bench), publisher, topic, 1, 1)));
      return { expected: [...packets, ...packets].map(same), seen };
    },
  },
  {
    id: 'redelivery.unsubscribed',
    says: {
      en: 'A message on its way when its subscription ends still comes again',
      ja: '届く途中で購読を終えても、返事のなかったメッセージはつなぎ直すともう一度届く',
    },
    statements: { 4: ['MQTT-3.10.4-3', 'MQTT-4.4.0-1'], 5: ['MQTT-3.10.4-3', 'MQTT-4.4.0-1'] },
    async check(bench) {
      const { topic, slow, publisher, packets } = await leaveUnanswered(bench, [{ payload: 'open', qos: 1 }]);
      await slow.unsubscribe(topic);
      await slow.subscribe({ topic: bench.topic('b'), qos: 1 });
      await slow.disconnect();
      const back = await comesBack(bench);
      return { expected: packets.map(same), seen: await flows(back, publisher, bench.topic('b'), 1, 1) };
    },
  },
  {
    id: 'redelivery.pubrel-and-publish',
    says: {
      en: 'Two QoS 2 messages each resume where they were: one with PUBREL, the other with PUBLISH',
      ja: '2 つの QoS 2 のメッセージは、それぞれの途中から進む。片方は PUBREL から、もう片方は PUBLISH から',
    },
    statements: release,
    async check(bench) {
      const messages = ['first', 'second'].map((payload) => ({ payload, qos: 2 }) as const);
      const { topic, slow, publisher, packets } = await leaveUnanswered(bench, messages);
      await receiveAll(slow, packets.slice(0, 1));
      await slow.disconnect();
      const seen = await flows(await comesBack(bench), publisher, topic, 2, 3);
      const [received, other] = packets.map(({ messageId }) => messageId);
      return {
        expected: { received: ['PUBREL'], other: ['PUBLISH', 'PUBREL'], all: 3 },
        seen: { received: typesOf(seen, received), other: typesOf(seen, other), all: seen.length },
      };
    },
  },
  {
    id: 'redelivery.pubrels',
    says: {
      en: 'Several QoS 2 messages whose PUBREL was not answered all resume with PUBREL, none with PUBLISH',
      ja: 'PUBREL に返事をしなかった QoS 2 のメッセージは、いくつあってもすべて PUBREL から進み、PUBLISH からは始まらない',
    },
    statements: release,
    async check(bench) {
      const messages = ['first', 'second', 'third'].map((payload) => ({ payload, qos: 2 }) as const);
      const { topic, slow, publisher, packets } = await leaveUnanswered(bench, messages);
      await receiveAll(slow, packets);
      await slow.disconnect();
      const seen = await flows(await comesBack(bench), publisher, topic, 2, packets.length);
      return {
        expected: packets.map(() => 'PUBREL'),
        seen: packets.map(({ messageId }) => typesOf(seen, messageId)[0] ?? 'nothing'),
      };
    },
  },
  {
    id: 'redelivery.not-to-clean-start',
    says: {
      en: 'After a clean start, nothing is sent again',
      ja: 'クリーンスタートすると、返事のなかったメッセージも届かない',
    },
    statements: { 4: ['MQTT-3.1.2-6'], 5: ['MQTT-3.1.2-4'] },
    async check(bench) {
      const { topic, slow, publisher } = await leaveUnanswered(bench, [{ payload: 'open', qos: 1 }]);
      await slow.disconnect();
      const clean = await bench.connect('slow');
      await clean.subscribe({ topic, qos: 1 });
      return { expected: [], seen: await flows(clean, publisher, topic, 1) };
    },
  },
];

const typesOf = (packets: readonly FlowPacket[], id: number | undefined): string[] =>
  packets.filter(({ messageId }) => messageId === id).map(({ type }) => type);
