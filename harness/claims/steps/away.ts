import type { Bench } from '../bench.ts';
import type { Subscribed } from '../peer.ts';
import { connectKept } from './kept-session.ts';

/** Makes a session with a subscription whose client has disconnected; `connectKept` with the same name resumes it. */
export async function away(
  bench: Bench,
  name: string,
  subscription: Subscribed,
  properties: { readonly subscriptionIdentifier?: number } = {},
): Promise<void> {
  const peer = await connectKept(bench, name);
  await peer.subscribe(subscription, { properties });
  await peer.disconnect();
}
