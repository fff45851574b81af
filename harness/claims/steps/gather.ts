import { DeadlineError } from '../../base/deadline.ts';
import { isFence } from '../../lab/fences/fence.ts';
import type { Bench } from '../bench.ts';
import type { Delivery, Peer } from '../peer.ts';

type QoS = 0 | 1 | 2;

/**
 * How long an expected message may come after a fence whose order with it is not guaranteed, in ms. Only a broker that never
 * sends the message costs all of it.
 */
export const AFTER_FENCE_MS = 3_000;

/**
 * The messages that `peer` receives on these topics, by topic, until a fence on each topic. If subscriptions overlap, a fence
 * may come more than once; the result has no fences.
 * @param atLeast how many messages must come: if the fences overtake some of them, they are awaited
 */
export async function gather(
  bench: Bench,
  peer: Peer,
  publisher: Peer,
  topics: readonly string[],
  qos: QoS = 0,
  atLeast = 0,
): Promise<Delivery[]> {
  const deliveries = await untilFences(bench, peer, publisher, topics, qos);
  return withLate(peer, deliveries, atLeast);
}

/** Like {@link gather}, and also until a retained fence proves that no retained message is still on its way. */
export async function gatherKept(
  bench: Bench,
  peer: Peer,
  publisher: Peer,
  topics: readonly string[],
  qos: QoS = 0,
  atLeast = 0,
): Promise<Delivery[]> {
  const deliveries = await untilFences(bench, peer, publisher, topics, qos);
  deliveries.push(...withoutFences(await bench.untilRetainedFence(peer, publisher)));
  return withLate(peer, deliveries, atLeast);
}

const withoutFences = (deliveries: readonly Delivery[]) =>
  deliveries.filter(({ payload }) => !isFence(payload));

async function untilFences(
  bench: Bench,
  peer: Peer,
  publisher: Peer,
  topics: readonly string[],
  qos: QoS,
): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  for (const topic of topics) {
    deliveries.push(...withoutFences(await bench.untilFence(peer, publisher, topic, qos)));
  }
  return deliveries;
}

/** Adds the messages that the fences overtook, and sorts all of them by topic. */
async function withLate(peer: Peer, deliveries: Delivery[], atLeast: number): Promise<Delivery[]> {
  while (deliveries.length < atLeast) {
    const late = await overtaken(peer);
    if (late === undefined) break;
    deliveries.push(late);
  }
  return deliveries.sort((one, other) => (one.topic < other.topic ? -1 : one.topic > other.topic ? 1 : 0));
}

/** The next message; undefined if it does not come soon. */
export async function overtaken(peer: Peer): Promise<Delivery | undefined> {
  try {
    return await peer.next(AFTER_FENCE_MS);
  } catch (error) {
    if (error instanceof DeadlineError) return undefined;
    throw error;
  }
}
