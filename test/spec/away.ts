import type { Bench, ConnectFields } from '../../harness/claims/bench.ts';
import type { Peer, Subscribed } from '../../harness/claims/peer.ts';

/** Fields of an MQTT 5 CONNECT that goes on with its session, and leaves it for a minute. */
export const staying: ConnectFields = { clean: false, properties: { sessionExpiryInterval: 60 } };

/** A session with a subscription and nobody there; whoever connects as `name` with {@link staying} takes it up. */
export async function away(
  bench: Bench,
  name: string,
  subscription: Subscribed,
  properties: { readonly subscriptionIdentifier?: number } = {},
): Promise<void> {
  const peer: Peer = await bench.connect(name, staying);
  await peer.subscribe(subscription, { properties });
  await peer.disconnect();
}
