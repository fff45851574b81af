import type { QoS } from 'mqtt-packet';
import { UnsupportedError } from '../../../lab/set-up/unsupported.ts';
import { codes } from '../../../protocol/codes.ts';
import type { Bench } from '../../bench.ts';
import type { Delivery, Peer, Subscribed } from '../../peer.ts';
import { overtaken } from '../../steps/gather.ts';
import { untilUnsubscribed } from '../../steps/unsubscribed.ts';

/** The filter of a shared subscription to a topic of this run. */
export const shared = (bench: Bench, group: string, name = 'a'): string =>
  `$share/${group}/${bench.topic(name)}`;

/**
 * Makes a peer a member of a group.
 * @throws UnsupportedError if CONNACK or SUBACK says that the broker has no shared subscriptions
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
  if (fields.granted?.[0] !== codes.sharedNotSupported) return;
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
 * Publishes messages to a shared topic. @returns the messages that each peer receives, `atLeast` many altogether
 *
 * A fence on the shared topic would reach one member only, so each member has a fence topic, with the same publisher and QoS. Order
 * among topics is not guaranteed: messages that a fence overtook are awaited. A fence may only hide a copy too many.
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

/** If members are chosen at random, one of two members gets none of this many messages only once in a thousand times. */
const ENOUGH = 10;

/** Waits until the first of these members, which has left, gets no more messages; see {@link untilUnsubscribed}. */
export async function untilLeft(bench: Bench, publisher: Peer, members: readonly Peer[]): Promise<void> {
  const payloads = Array.from({ length: ENOUGH }, () => 'still there?');
  await untilUnsubscribed(async () => {
    const [deliveries = []] = await dealt(bench, publisher, members, payloads);
    return deliveries.length > 0;
  });
}

/** Payloads in alphabetical order, because there is no order among the members of a group. */
export const payloadsOf = (deliveries: readonly Delivery[]): string[] =>
  deliveries.map(({ payload }) => payload).sort();
