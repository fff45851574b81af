import type { Text } from '../../../base/text.ts';
import type { PacketType } from '../../../protocol/packet.ts';
import type { Bench } from '../../bench.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { handshakes } from '../../steps/at-qos.ts';
import { flows, respond } from '../../steps/flows.ts';
import { comesBack, slowSubscriber } from './steps.ts';

/** The statements that unacknowledged packets are sent again. */
export const again: SpecClaim['statements'] = { 4: ['MQTT-4.4.0-1'], 5: ['MQTT-4.4.0-1'] };

/** The statements that only PUBREL is sent again after PUBREC. */
export const release: SpecClaim['statements'] = {
  4: ['MQTT-4.4.0-1', 'MQTT-4.3.3-1'],
  5: ['MQTT-4.4.0-1', 'MQTT-4.3.3-5', 'MQTT-4.3.3-6'],
};

const lostPublish: readonly SpecClaim[] = handshakes.map((qos) => ({
  id: `redelivery.lost-publish-at-${qos}`,
  says: {
    en: `A QoS ${qos} message lost with the connection on its way to the subscriber comes once after the reconnect`,
    ja: `購読者へ届く途中で接続ごと失われた QoS ${qos} のメッセージは、つなぎ直すと 1 回届く`,
  },
  statements: again,
  async check(bench) {
    const { topic, slow, publisher } = await slowSubscriber(bench, qos);
    const loss = bench.network.lose('PUBLISH').to('slow').andCut();
    await publisher.publish(topic, 'open', { qos });
    const lost = await loss.fired;
    await slow.client.closed();
    const seen = await flows(await comesBack(bench), publisher, topic, qos, qos);
    return {
      expected: [{ type: 'PUBLISH', payload: 'open', messageId: lost.fields.messageId }],
      seen: seen.filter(({ type }) => type === 'PUBLISH'),
    };
  },
}));

interface Loss {
  readonly type: PacketType;
  readonly qos: 1 | 2;
  readonly by: 'slow' | 'broker';
  /** The packets that must come after the reconnect. */
  readonly resent: readonly PacketType[];
  readonly says: Text;
  readonly statements: SpecClaim['statements'];
}

const losses: readonly Loss[] = [
  {
    type: 'PUBACK',
    qos: 1,
    by: 'slow',
    resent: ['PUBLISH'],
    says: {
      en: 'A subscriber’s PUBACK is lost with the connection: PUBLISH comes again',
      ja: '購読者の PUBACK が接続ごと失われると、PUBLISH がもう一度届く',
    },
    statements: again,
  },
  {
    type: 'PUBREC',
    qos: 2,
    by: 'slow',
    resent: ['PUBLISH', 'PUBREL'],
    says: {
      en: 'A subscriber’s PUBREC is lost with the connection: PUBLISH comes again, and its flow goes on from there',
      ja: '購読者の PUBREC が接続ごと失われると、PUBLISH がもう一度届き、やりとりはそこから進む',
    },
    statements: again,
  },
  {
    type: 'PUBREL',
    qos: 2,
    by: 'broker',
    resent: ['PUBREL'],
    says: {
      en: 'PUBREL to a subscriber is lost with the connection: PUBREL comes again, PUBLISH does not',
      ja: '購読者への PUBREL が接続ごと失われると、もう一度届くのは PUBREL で、PUBLISH は届かない',
    },
    statements: release,
  },
  {
    type: 'PUBCOMP',
    qos: 2,
    by: 'slow',
    resent: ['PUBREL'],
    says: {
      en: 'A subscriber’s PUBCOMP is lost with the connection: PUBREL comes again, PUBLISH does not',
      ja: '購読者の PUBCOMP が接続ごと失われると、もう一度届くのは PUBREL で、PUBLISH は届かない',
    },
    statements: release,
  },
];

/** Loses a packet of a flow and reconnects. @returns the packets that come then, and the packet id of the flow */
async function afterLoss(bench: Bench, { type, qos, by, resent }: Loss) {
  const { topic, slow, publisher } = await slowSubscriber(bench, qos);
  const lost = bench.network.lose(type);
  const loss = (by === 'broker' ? lost.to('slow') : lost.from('slow')).andCut();
  await publisher.publish(topic, 'open', { qos });
  const publish = await slow.client.receive('PUBLISH');
  await respond(slow, publish);
  if (type === 'PUBCOMP') await respond(slow, await slow.client.receive('PUBREL'));
  await loss.fired;
  await slow.client.closed();
  const seen = await flows(await comesBack(bench), publisher, topic, qos, resent.length);
  return { messageId: publish.fields.messageId, seen };
}

const lostAnswers: readonly SpecClaim[] = losses.map((loss) => ({
  id: `redelivery.lost-${loss.type.toLowerCase()}`,
  says: loss.says,
  statements: loss.statements,
  async check(bench) {
    const { messageId, seen } = await afterLoss(bench, loss);
    return { expected: loss.resent.map((type) => ({ type, messageId })), seen };
  },
}));

/** The flows from broker to subscriber, with each of their packets lost once. */
export const redeliveryLost: readonly SpecClaim[] = [...lostPublish, ...lostAnswers];
