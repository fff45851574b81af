import type { Bench } from '../../harness/claims/bench.ts';
import type { Peer } from '../../harness/claims/peer.ts';
import { gather } from './gather.ts';

/** What comes on `a` to a client that does not subscribe to it, until a fence on a topic that it does subscribe to. */
export async function comesUninvited(bench: Bench, peer: Peer, publisher: Peer): Promise<string[]> {
  await publisher.publish(bench.topic('a'), 'after', { qos: 1 });
  await bench.settled(publisher);
  await peer.subscribe({ topic: bench.topic('b'), qos: 1 });
  const found = await gather(bench, peer, publisher, [bench.topic('b')], 1);
  return found.map(({ payload }) => payload);
}
