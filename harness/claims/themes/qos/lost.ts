import { oneOf } from '../../../lab/claim.ts';
import { isError } from '../../../protocol/codes.ts';
import type { PacketType } from '../../../protocol/packet.ts';
import { ConnectionEndedError } from '../../../wire/client/raw-client.ts';
import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import type { SpecClaim } from '../../spec-claim.ts';
import { needQos, subscribeAt } from '../../steps/at-qos.ts';
import { connectKept } from '../../steps/kept-session.ts';
import { type Numbered, publishPacket } from '../../steps/publish-packet.ts';

const MESSAGE_ID = 0x0203;

/** A packet between publisher and broker that is lost together with the connection. */
interface Loss {
  readonly id: string;
  readonly type: PacketType;
  readonly qos: 1 | 2;
  readonly by: 'publisher' | 'broker';
  readonly statements: SpecClaim['statements'];
  /** The answers that the publisher receives after it reconnected. */
  readonly answers: unknown;
  readonly delivered: number;
}

/** PUBREC may say that the id is in use; then the sender does not send PUBREL [MQTT 5, 4.3.3]. */
const receivedBefore = oneOf(['PUBREC', 'PUBCOMP'], ['PUBREC']);

const losses: readonly Loss[] = [
  {
    id: 'publish-at-1',
    type: 'PUBLISH',
    qos: 1,
    by: 'publisher',
    statements: { 4: ['MQTT-4.3.2-2'], 5: ['MQTT-4.3.2-4'] },
    answers: ['PUBACK'],
    delivered: 1,
  },
  {
    id: 'publish-at-2',
    type: 'PUBLISH',
    qos: 2,
    by: 'publisher',
    statements: { 4: ['MQTT-4.3.3-2'], 5: ['MQTT-4.3.3-8', 'MQTT-4.3.3-11'] },
    answers: ['PUBREC', 'PUBCOMP'],
    delivered: 1,
  },
  {
    id: 'puback',
    type: 'PUBACK',
    qos: 1,
    by: 'broker',
    statements: { 4: ['MQTT-4.3.2-2'], 5: ['MQTT-4.3.2-4', 'MQTT-4.3.2-5'] },
    answers: ['PUBACK'],
    delivered: 2,
  },
  {
    id: 'pubrec',
    type: 'PUBREC',
    qos: 2,
    by: 'broker',
    statements: { 4: ['MQTT-4.3.3-2'], 5: ['MQTT-4.3.3-10'] },
    answers: receivedBefore,
    delivered: 1,
  },
  {
    id: 'pubrel',
    type: 'PUBREL',
    qos: 2,
    by: 'publisher',
    statements: { 4: ['MQTT-4.3.3-2'], 5: ['MQTT-4.3.3-11'] },
    answers: ['PUBREC', 'PUBCOMP'],
    delivered: 1,
  },
  {
    id: 'pubcomp',
    type: 'PUBCOMP',
    qos: 2,
    by: 'broker',
    statements: { 4: ['MQTT-4.3.3-2'], 5: ['MQTT-4.3.3-11'] },
    answers: ['PUBREC', 'PUBCOMP'],
    delivered: 1,
  },
];

interface Outcome {
  /** The publisher with its last connection. */
  readonly publisher: Peer;
  readonly answers: readonly PacketType[];
}

/**
 * Publishes with a kept session: if the connection ends, the publisher reconnects once and sends unacknowledged packets again
 * [MQTT-4.4.0-1].
 */
async function publishPersistently(bench: Bench, publish: Numbered): Promise<Outcome> {
  const answers: PacketType[] = [];
  for (const dup of [false, true]) {
    const publisher = await connectKept(bench, 'publisher');
    try {
      await flow(publisher, { ...publish, dup }, answers);
      return { publisher, answers };
    } catch (error) {
      if (dup || !(error instanceof ConnectionEndedError)) throw error;
    }
  }
  throw new Error('the second time it returns or throws');
}

/** Sends the rest of the flow after these answers. */
async function flow({ client }: Peer, publish: Numbered, answers: PacketType[]): Promise<void> {
  const { messageId } = publish;
  if (answers.length === 0) {
    await client.send(publish);
    const { type, fields } = await client.receive(publish.qos === 1 ? 'PUBACK' : 'PUBREC');
    if (fields.messageId === messageId) answers.push(type);
    if (publish.qos === 1 || isError(fields.reasonCode ?? 0)) return;
  }
  await client.send({ cmd: 'pubrel', messageId });
  const { type, fields } = await client.receive('PUBCOMP');
  if (fields.messageId === messageId) answers.push(type);
}

const name = ({ type, qos }: Loss) => (type === 'PUBLISH' ? `${type} (QoS ${qos})` : type);

/** The flows from publisher to broker, with each of their packets lost once. */
export const qosLost: readonly SpecClaim[] = losses.map((loss) => ({
  id: `qos.lost-${loss.id}`,
  says: {
    en: `In a publisher's flow, ${name(loss)} is lost with the connection: when it resumes, all is answered and the message delivered ${loss.delivered === 1 ? 'once' : 'twice'}`,
    ja: `送り手とのやりとりで ${name(loss)} が接続ごと失われても、続きから進めれば返事がすべて返り、メッセージは ${loss.delivered} 回届く`,
  },
  statements: loss.statements,
  async check(bench) {
    const { qos } = loss;
    const topic = bench.topic('a');
    const subscriber = await bench.connect('subscriber');
    await subscribeAt(subscriber, topic, qos);
    needQos(bench, qos);
    const lost = bench.network.lose(loss.type);
    (loss.by === 'broker' ? lost.to('publisher') : lost.from('publisher')).andCut();
    const { publisher, answers } = await publishPersistently(
      bench,
      publishPacket(topic, qos, MESSAGE_ID, 'open'),
    );
    const deliveries = await bench.untilFence(subscriber, publisher, topic, qos);
    return {
      expected: { answers: loss.answers, deliveries: Array(loss.delivered).fill('open') },
      seen: { answers, deliveries: deliveries.map(({ payload }) => payload) },
    };
  },
}));
