import { DeadlineError } from '../../base/deadline.ts';
import { isFence } from '../../lab/fence.ts';
import type { Bench } from '../bench.ts';
import type { Delivery, Peer } from '../peer.ts';

type QoS = 0 | 1 | 2;

/**
 * Milliseconds that what has to come is given to come after a fence, where nobody promises their order. Only a broker that
 * does not send it makes us wait so long; a busy machine may need some of it.
 */
export const AFTER_FENCE_MS = 3_000;

/**
 * What comes to `peer` on these topics, by topic, until a fence on each of them says that there is no more. Where
 * subscriptions overlap a fence may come more than once: fences are left out.
 * @param atLeast how many messages have to come: they are awaited where the fences were faster
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

/** As {@link gather}, and until a retained fence says that nothing retained is on its way any more. */
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

/** These, and what the fences overtook, by topic. */
async function withLate(peer: Peer, deliveries: Delivery[], atLeast: number): Promise<Delivery[]> {
  while (deliveries.length < atLeast) {
    const late = await overtaken(peer);
    if (late === undefined) break;
    deliveries.push(late);
  }
  return deliveries.sort((one, other) => (one.topic < other.topic ? -1 : one.topic > other.topic ? 1 : 0));
}

/** The next message, if it comes soon. */
export async function overtaken(peer: Peer): Promise<Delivery | undefined> {
  try {
    return await peer.next(AFTER_FENCE_MS);
  } catch (error) {
    if (error instanceof DeadlineError) return undefined;
    throw error;
  }
}
