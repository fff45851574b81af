import type { SpecClaim } from '../../spec-claim.ts';
import { handshakes } from '../../steps/at-qos.ts';
import { type FlowPacket, flows, respond } from '../../steps/flows.ts';
import { comesBack, leaveUnanswered } from './steps.ts';

const FEW = ['first', 'second', 'third', 'fourth'] as const;

const inOrder: SpecClaim['statements'] = {
  4: ['MQTT-4.4.0-1', 'MQTT-4.6.0-6'],
  5: ['MQTT-4.4.0-1', 'MQTT-4.6.0-5'],
};

/** The messages, without the PUBRELs of their flows. */
const messages = (packets: readonly FlowPacket[]) =>
  packets
    .filter(({ type }) => type === 'PUBLISH')
    .map(({ messageId, payload, qos }) => ({ messageId, payload, qos }));

const atLevel = (packets: readonly FlowPacket[], level: number) =>
  messages(packets).filter(({ qos }) => qos === level);

const several: readonly SpecClaim[] = handshakes.map((qos) => ({
  id: `redelivery.in-order-at-${qos}`,
  says: {
    en: `Several unanswered QoS ${qos} messages come again in order, each under its packet id`,
    ja: `返事をしなかった複数の QoS ${qos} のメッセージは、元の順番と元のパケット ID でもう一度届く`,
  },
  statements: inOrder,
  async check(bench) {
    const { topic, slow, publisher, packets } = await leaveUnanswered(
      bench,
      FEW.map((payload) => ({ payload, qos })),
    );
    await slow.disconnect();
    const seen = await flows(await comesBack(bench), publisher, topic, qos, FEW.length * qos);
    return { expected: messages(packets), seen: messages(seen) };
  },
}));

const onlyOpen: readonly SpecClaim[] = handshakes.map((qos) => ({
  id: `redelivery.only-open-at-${qos}`,
  says: {
    en: `Of several QoS ${qos} messages, those that were answered do not come again`,
    ja: `複数の QoS ${qos} のメッセージのうち、返事を終えたものはもう届かない`,
  },
  statements:
    qos === 1
      ? { 4: ['MQTT-4.3.2-1', 'MQTT-4.4.0-1'], 5: ['MQTT-4.3.2-3', 'MQTT-4.4.0-1'] }
      : { 4: ['MQTT-4.3.3-1', 'MQTT-4.4.0-1'], 5: ['MQTT-4.3.3-5', 'MQTT-4.4.0-1'] },
  async check(bench) {
    const { topic, slow, publisher, packets } = await leaveUnanswered(
      bench,
      FEW.map((payload) => ({ payload, qos })),
    );
    const answered = packets.slice(0, 2);
    for (const { messageId = 0 } of answered) {
      await respond(slow, { type: 'PUBLISH', fields: { qos, messageId } });
      if (qos === 2) await respond(slow, await slow.client.receive('PUBREL'));
    }
    await bench.settled(slow);
    await slow.disconnect();
    const open = packets.slice(answered.length);
    const seen = await flows(await comesBack(bench), publisher, topic, qos, open.length * qos);
    return { expected: messages(open), seen: messages(seen) };
  },
}));

const beforeQueue: readonly SpecClaim[] = handshakes.map((qos) => ({
  id: `redelivery.before-queue-at-${qos}`,
  says: {
    en: `Unanswered QoS ${qos} messages come again before those published meanwhile`,
    ja: `返事をしなかった QoS ${qos} のメッセージは、留守のあいだに送られたものより先に届く`,
  },
  statements: inOrder,
  async check(bench) {
    const [first, second, ...rest] = FEW;
    const { topic, slow, publisher } = await leaveUnanswered(
      bench,
      [first, second].map((payload) => ({ payload, qos })),
    );
    await slow.disconnect();
    for (const payload of rest) await publisher.publish(topic, payload, { qos });
    const seen = await flows(await comesBack(bench), publisher, topic, qos, FEW.length * qos);
    return { expected: [...FEW], seen: messages(seen).map(({ payload }) => payload) };
  },
}));

/** The order in which messages are sent again. */
export const redeliveryOrder: readonly SpecClaim[] = [
  ...several,
  ...onlyOpen,
  ...beforeQueue,
  {
    id: 'redelivery.mixed',
    says: {
      en: 'Unanswered QoS 1 and QoS 2 messages both come again, each QoS in order',
      ja: 'QoS 1 と QoS 2 のメッセージに返事をしなければ両方がもう一度届き、QoS ごとの順番は変わらない',
    },
    statements: inOrder,
    async check(bench) {
      const { topic, slow, publisher, packets } = await leaveUnanswered(
        bench,
        FEW.map((payload, index) => ({ payload, qos: index % 2 === 0 ? 1 : 2 })),
      );
      await slow.disconnect();
      const resent = 1 + 2 + 1 + 2;
      const seen = await flows(await comesBack(bench), publisher, topic, 2, resent);
      return {
        expected: handshakes.map((qos) => atLevel(packets, qos)),
        seen: handshakes.map((qos) => atLevel(seen, qos)),
      };
    },
  },
];
