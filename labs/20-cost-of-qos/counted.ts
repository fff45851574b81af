import type { MqttClient } from 'mqtt';
import { between, type Lab } from '../../harness/lab/index.ts';

export type QoS = 0 | 1 | 2;
export const levels: readonly QoS[] = [0, 1, 2];

/** Bytes around topic and payload of one message, on one hop, at QoS 0, 1 and 2. Under MQTT 5 an answer has 4 to 6 bytes. */
export const overhead = { 4: [4, 10, 18], 5: [5, between(11, 13, 'bytes'), between(19, 25, 'bytes')] };

/** Payload sizes in bytes. The last one takes a second byte for the length in the fixed header. */
const sizes = [16, 64, 192];
const payload = 'sixteen letters.';

/** The topic of a level; they are equally long. */
const topicOf = (lab: Pick<Lab, 'topic'>, qos: QoS): string => lab.topic(`cost/qos-${qos}`);

interface Pair {
  readonly publisher: MqttClient;
  readonly subscriber: MqttClient;
}

/** Subscribes to the topic of each level, at that level. */
export async function listen(lab: Pick<Lab, 'topic'>, { subscriber }: Pair): Promise<void> {
  for (const qos of levels) await subscriber.subscribeAsync(topicOf(lab, qos), { qos });
}

/** Sends one message at each level, and then counts the packets and bytes of each on both hops. */
export async function perQoS(
  lab: Lab<'cost.packets' | 'cost.bytes'>,
  { publisher, subscriber }: Pair,
): Promise<void> {
  for (const qos of levels) {
    //#region levels
    await publisher.publishAsync(topicOf(lab, qos), payload, { qos });
    //#endregion
    await lab.inbox(subscriber).next();
    // A second copy would come before the fence.
    await lab.fence(lab.inbox(subscriber), publisher, topicOf(lab, qos), qos);
  }
  const counted = async (client: string) => {
    // The last packets of the second hop, which the subscriber sends after it has got the message.
    await lab.trace.from('subscriber').of('PUBACK').next();
    await lab.trace.from('subscriber').of('PUBCOMP').next();
    return levels.map((qos) => cost(lab, client, qos));
  };
  await lab.claim('cost.packets', { publisher: [1, 2, 4], subscriber: [1, 2, 4] }, async () => ({
    publisher: (await counted('publisher')).map(({ packets }) => packets),
    subscriber: (await counted('subscriber')).map(({ packets }) => packets),
  }));
  const around = overhead[lab.protocolVersion];
  await lab.claim('cost.bytes', { publisher: around, subscriber: around }, async () => ({
    publisher: (await counted('publisher')).map(({ around }) => around),
    subscriber: (await counted('subscriber')).map(({ around }) => around),
  }));
}

/** What the message of a level took between this client and the broker. */
function cost({ trace, topic }: Lab, client: string, qos: QoS): { packets: number; around: number } {
  const name = topic(`cost/qos-${qos}`);
  const messages = trace
    .on(name)
    .carrying(payload)
    .where((packet) => packet.client === client, { en: `of ${client}`, ja: `${client} の` });
  const ids = new Set(Array.from(messages, ({ fields }) => fields.messageId));
  const packets =
    qos === 0
      ? messages.toArray()
      : trace
          .handshakes()
          .filter(
            (one) => one.client === client && one.topic === name && ids.has(one.packetId) && one.qos === qos,
          )
          .flatMap((one) => one.packets);
  const bytes = packets.reduce((sum, { size }) => sum + size, 0);
  return { packets: packets.length, around: bytes - Buffer.byteLength(name) - payload.length };
}

/** Payloads of several sizes at QoS 0: what the broker sends around each of them. */
export async function payloads(lab: Lab<'cost.payload'>, { publisher, subscriber }: Pair): Promise<void> {
  const topic = topicOf(lab, 0);
  const name = Buffer.byteLength(topic);
  const properties = lab.protocolVersion === 5 ? 1 : 0;
  const around = sizes.map((size) => 1 + lengthBytes(2 + name + properties + size) + 2 + properties);
  await lab.claim('cost.payload', around, async () => {
    const seen: number[] = [];
    for (const size of sizes) {
      const large = 'x'.repeat(size);
      await publisher.publishAsync(topic, large, { qos: 0 });
      await lab.inbox(subscriber).next();
      const [bytes = 0] = lab.trace.to('subscriber').of('PUBLISH').sizes().slice(-1);
      seen.push(bytes - name - size);
    }
    return seen;
  });
}

/** Bytes that a Remaining Length takes: seven bits each. */
const lengthBytes = (length: number): number => (length < 128 ? 1 : length < 16_384 ? 2 : 3);
