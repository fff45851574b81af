import { randomBytes } from 'node:crypto';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { Who } from '../probe/connack.ts';
import { ProbeClient } from './probe-client.ts';
import { untilOneComes } from './until-one-comes.ts';

/** How long a broker may take until a subscription is effective, in ms, before it counts as never. */
const DEADLINE_MS = 3_000;

export interface Measured extends Who {
  readonly protocolVersion: ProtocolVersion;
  /** The first level(s) of every topic. */
  readonly topicPrefix: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Milliseconds from SUBACK until the first message came that was published then: 0 if the message came that was published
 * at once, by another client. Two subscriptions are measured, with and without a wildcard, to topics that had messages
 * before: a broker may keep for a while that a topic has no subscribers.
 * @returns undefined if the broker refuses these clients; infinity if no message came
 * @throws the signal's reason
 */
export async function subscriptionDelay(endpoint: string, about: Measured): Promise<number | undefined> {
  const { protocolVersion, topicPrefix, signal } = about;
  const clients: ProbeClient[] = [];
  const open = async () => {
    const client = await ProbeClient.open(endpoint, protocolVersion, about, signal);
    clients.push(client);
    return client;
  };
  try {
    const [publisher, subscriber] = await Promise.all([open(), open()]);
    const topic = `${topicPrefix}/probe${randomBytes(4).toString('hex')}`;
    const plain = await delayOf(publisher, subscriber, `${topic}/a`, `${topic}/a`);
    const isOver = plain === Number.POSITIVE_INFINITY;
    const wildcard = isOver ? plain : await delayOf(publisher, subscriber, `${topic}/b/c`, `${topic}/b/+`);
    await Promise.all(clients.map((client) => client.leave()));
    return Math.max(plain, wildcard);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof Error) return undefined;
    throw error;
  } finally {
    for (const client of clients) client.destroy();
  }
}

async function delayOf(
  publisher: ProbeClient,
  subscriber: ProbeClient,
  topic: string,
  filter: string,
): Promise<number> {
  const sentAfter: number[] = [];
  let first = Number.POSITIVE_INFINITY;
  const { promise: came, resolve } = Promise.withResolvers<void>();
  subscriber.onMessage = (payload) => {
    const at = /^probe (\d+)$/.exec(payload)?.[1];
    if (at === undefined) return;
    first = Math.min(first, sentAfter[Number(at)] ?? first);
    resolve();
  };
  await publisher.publish(topic, 'nobody');
  await subscriber.subscribe(filter);
  const began = performance.now();
  const publish = (nth: number) => {
    sentAfter[nth] = nth === 0 ? 0 : performance.now() - began;
    return publisher.publish(topic, `probe ${nth}`);
  };
  await untilOneComes(publish, came, DEADLINE_MS);
  return first;
}
