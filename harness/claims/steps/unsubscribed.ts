import { ownTimeSignal } from '../../base/own-time.ts';
import type { Bench } from '../bench.ts';
import type { Peer } from '../peer.ts';

/** How long a broker may take to remove a subscription, in ms. */
const LONG_ENOUGH_MS = 2_000;

/**
 * Returns when no message comes through a subscription after its UNSUBACK, or when that takes too long. UNSUBACK answers the
 * packet [MQTT-3.10.4-4, in MQTT 5: MQTT-3.10.4-5]; no statement says that the subscription is removed by then, and EMQX
 * removes it a moment later.
 * @param comes publishes a message, and returns whether it came
 */
export async function untilUnsubscribed(comes: () => Promise<boolean>): Promise<void> {
  const isLate = ownTimeSignal(LONG_ENOUGH_MS);
  while (!isLate.aborted && (await comes()));
}

/** Unsubscribes from these topics; see {@link untilUnsubscribed}. */
export async function unsubscribed(
  bench: Bench,
  peer: Peer,
  publisher: Peer,
  ...topics: readonly string[]
): Promise<void> {
  await peer.unsubscribe(...topics);
  const elsewhere = bench.topic('elsewhere');
  await peer.subscribe({ topic: elsewhere, qos: 1 });
  await untilUnsubscribed(async () => {
    for (const topic of topics) await publisher.publish(topic, 'still there?', { qos: 1 });
    await bench.settled(publisher);
    const deliveries = await bench.untilFence(peer, publisher, elsewhere, 1);
    return deliveries.length > 0;
  });
}
