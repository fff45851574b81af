import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import { gather } from '../../steps/gather.ts';

/**
 * The messages on `a` to a client that has not subscribed to it on this connection. At the end the client subscribes, because only a
 * fence on the same topic can prove that nothing else came.
 */
export async function withoutSubscribing(bench: Bench, peer: Peer, publisher: Peer): Promise<string[]> {
  const topic = bench.topic('a');
  await publisher.publish(topic, 'after', { qos: 1 });
  await bench.settled(publisher);
  await peer.subscribe({ topic, qos: 1 });
  const found = await gather(bench, peer, publisher, [topic], 1);
  return found.map(({ payload }) => payload);
}
