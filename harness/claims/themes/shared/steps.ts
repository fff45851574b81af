import type { QoS } from 'mqtt-packet';
import type { Bench } from '../../bench.ts';
import type { Delivery, Peer, Subscribed } from '../../peer.ts';
import { overtaken } from '../../steps/gather.ts';
import { untilUnsubscribed } from '../../steps/unsubscribed.ts';
import { UnsupportedError } from '../../unsupported.ts';

const NOT_SUPPORTED = 0x9e;

/** The filter of a shared subscription to a topic of this run. */
export const shared = (bench: Bench, group: string, name = 'a'): string =>
  `$share/${group}/${bench.topic(name)}`;

/**
 * Makes a peer a member of a group.
 * @throws UnsupportedError where CONNACK or SUBACK says that there are no shared subscriptions
 */
export async function enter(
  peer: Peer,
  filter: string,
  options: Partial<Subscribed> = {},
  properties: { readonly subscriptionIdentifier?: number } = {},
): Promise<void> {
  if (peer.connack.fields.properties?.sharedSubscriptionAvailable === false) {
    throw new UnsupportedError({
      en: 'CONNACK says shared subscription available 0',
      ja: 'CONNACK に Shared Subscription Available 0 とあります',
    });
  }
  const { fields } = await peer.subscribe({ qos: 1, ...options, topic: filter }, { properties });
  if (fields.granted?.[0] !== NOT_SUPPORTED) return;
  throw new UnsupportedError({
    en: 'SUBACK 0x9E for a shared subscription',
    ja: '共有サブスクリプションに SUBACK 0x9E が返りました',
  });
}

/** A connected member of a group: see {@link enter}. */
export async function member(
  bench: Bench,
  name: string,
  filter: string,
  options: Partial<Subscribed> = {},
): Promise<Peer> {
  const peer = await bench.connect(name);
  await enter(peer, filter, options);
  return peer;
}

/**
 * What comes to each of these when that many messages have been published, and that many are to arrive.
 *
 * A fence on the shared topic would reach one member only, so each has one of its own, from the same publisher at the
 * same QoS. Nobody promises its order among other topics: what it overtook is awaited, and what it could hide is one
 * copy too many, never a copy that came.
 */
export async function dealt(
  bench: Bench,
  publisher: Peer,
  receivers: readonly Peer[],
  payloads: readonly string[],
  { qos = 1, atLeast = payloads.length }: { readonly qos?: QoS; readonly atLeast?: number } = {},
): Promise<Delivery[][]> {
  const fence = (index: number) => bench.topic(`fence/${index}`);
  for (const [index, peer] of receivers.entries()) await peer.subscribe({ topic: fence(index), qos });
  for (const payload of payloads) await publisher.publish(bench.topic('a'), payload, { qos });
  const deliveries: Delivery[][] = [];
  for (const [index, peer] of receivers.entries()) {
    deliveries.push(await bench.untilFence(peer, publisher, fence(index), qos));
  }
  await addLate(receivers, deliveries, atLeast);
  return deliveries;
}

async function addLate(receivers: readonly Peer[], deliveries: Delivery[][], atLeast: number): Promise<void> {
  for (const [index, peer] of receivers.entries()) {
    while (deliveries.flat().length < atLeast) {
      const late = await overtaken(peer);
      if (late === undefined) break;
      deliveries[index]?.push(late);
    }
  }
}

/** As many as one of two members misses only once in a thousand times, where they are chosen by chance. */
const ENOUGH = 10;

/** Returns when the first of these members, which has left, gets no more messages; see {@link untilUnsubscribed}. */
export async function untilLeft(bench: Bench, publisher: Peer, members: readonly Peer[]): Promise<void> {
  const payloads = Array.from({ length: ENOUGH }, () => 'still there?');
  await untilUnsubscribed(async () => {
    const [deliveries = []] = await dealt(bench, publisher, members, payloads);
    return deliveries.length > 0;
  });
}

/** Payloads in alphabetical order: a group keeps no order among its members. */
export const payloadsOf = (deliveries: readonly Delivery[]): string[] =>
  deliveries.map(({ payload }) => payload).sort();
