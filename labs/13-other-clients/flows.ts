import type { Lab } from '../../harness/lab/index.ts';

/** How many messages had which packets in their flow, e.g. `{ 'PUBLISH PUBACK': 3 }`. */
export type Flows = Readonly<Record<string, number>>;

/** The packets in the flow of a message, by QoS. */
const flowOf = ['PUBLISH', 'PUBLISH PUBACK', 'PUBLISH PUBREC PUBREL PUBCOMP'] as const;

/** The flows of all messages of this client, when they are complete; messages on the topic `leftOut` are not counted. */
export async function flowsOf({ trace }: Pick<Lab, 'trace'>, name: string, leftOut: string): Promise<Flows> {
  const handshakes = () =>
    trace.handshakes().filter(({ client, topic }) => client === name && topic !== leftOut);
  const awaiting = { en: `the end of the handshakes of ${name}`, ja: `${name} のハンドシェイクの終わり` };
  await trace.next(() => handshakes().every(({ finished }) => finished), { awaiting });
  const publishes = trace.of('PUBLISH').toArray();
  const unanswered = publishes.filter(({ client, fields }) => client === name && fields.qos === 0);
  const all = [...unanswered.map(() => flowOf[0]), ...handshakes().map(({ types }) => types.join(' '))];
  return counted(all);
}

/** The flows of one message at each of these QoS levels. */
export const flowsAt = (levels: readonly number[]): Flows => counted(levels.map((qos) => flowOf[qos] ?? ''));

const counted = (all: readonly string[]): Flows =>
  Object.fromEntries([...Map.groupBy(all, (flow) => flow)].map(([flow, { length }]) => [flow, length]));
