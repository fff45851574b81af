import type { IPublishPacket, QoS } from 'mqtt-packet';
import type { Bench } from '../bench.ts';
import type { Delivery, Peer, Subscribed } from '../peer.ts';
import { needQos } from './at-qos.ts';
import { gatherKept } from './gather.ts';

/** Publishes with the retain flag; returns when the broker has accepted the message. See {@link needQos}. */
export async function keep(
  bench: Bench,
  publisher: Peer,
  topic: string,
  payload: string,
  qos: QoS,
  properties: NonNullable<IPublishPacket['properties']> = {},
): Promise<void> {
  needQos(bench, qos);
  await publisher.publish(bench.topic(topic), payload, { qos, retain: true, properties });
  if (qos < 2) await bench.settled(publisher);
}

/**
 * Subscribes a peer before a message is retained. EMQX searches its retained messages after SUBACK. On a busy machine, the
 * search also finds messages retained meanwhile, which are then sent twice. So this returns when the search is over.
 */
export async function subscribeEarly(
  bench: Bench,
  early: Peer,
  publisher: Peer,
  subscribed: Subscribed,
): Promise<void> {
  await early.subscribe(subscribed);
  await bench.untilRetainedFence(early, publisher);
}

interface Newcomer {
  readonly name?: string;
  /** The QoS of its subscription. */
  readonly qos?: QoS;
  /** How many messages the newcomer must find. */
  readonly atLeast?: number;
}

/** The retained messages that a new subscriber receives on a topic, until fences from `publisher` at their QoS. */
export async function findsLate(
  bench: Bench,
  publisher: Peer,
  topic: string,
  keptAt: QoS,
  { name = 'late', qos = 2, atLeast = 1 }: Newcomer = {},
): Promise<Delivery[]> {
  const late = await bench.connect(name);
  await late.subscribe({ topic: bench.topic(topic), qos });
  return gatherKept(bench, late, publisher, [bench.topic(topic)], keptAt, atLeast);
}

/** Like {@link findsLate}, for a topic without messages. */
export const findsNothing = (bench: Bench, publisher: Peer, topic: string): Promise<Delivery[]> =>
  findsLate(bench, publisher, topic, 1, { atLeast: 0 });
