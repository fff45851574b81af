import type { QoS } from 'mqtt-packet';
import { deniedBy } from '../../lab/lacking.ts';
import { UnsupportedError } from '../../lab/set-up/unsupported.ts';
import type { Bench } from '../bench.ts';
import type { Peer } from '../peer.ts';

/** The QoS levels with a handshake. */
export const handshakes = [1, 2] as const;

/**
 * Subscribes at this QoS.
 * @throws UnsupportedError if SUBACK grants a lower QoS, which is allowed [MQTT 5, 3.9.3]
 */
export async function subscribeAt(peer: Peer, topic: string, qos: QoS): Promise<void> {
  const { fields } = await peer.subscribe({ topic, qos });
  const granted = fields.granted?.[0] ?? qos;
  if (granted >= qos) return;
  throw new UnsupportedError({
    en: `SUBACK grants QoS ${granted} where QoS ${qos} was asked for`,
    ja: `QoS ${qos} の SUBSCRIBE に、QoS ${granted} を認める SUBACK が返りました`,
  });
}

/** @throws UnsupportedError if CONNACK [MQTT-3.2.2-9] or the broker's makers say that the broker accepts no message at this QoS */
export function needQos({ broker }: Bench, qos: QoS): void {
  const why = qos === 0 ? undefined : deniedBy(broker, `qos${qos}`);
  if (why !== undefined) throw new UnsupportedError(why);
}

/** A peer that is about to publish at this QoS; see {@link needQos}. */
export async function publisherAt(bench: Bench, qos: QoS): Promise<Peer> {
  needQos(bench, qos);
  return bench.connect('publisher');
}

/** A publisher, and a subscriber to its topic. */
export interface Pair {
  readonly topic: string;
  readonly publisher: Peer;
  readonly subscriber: Peer;
}

/** A subscriber to `a`, and a publisher; see {@link needQos} and {@link subscribeAt}. */
export async function pairAt(bench: Bench, published: QoS, subscribed: QoS = published): Promise<Pair> {
  const topic = bench.topic('a');
  const publisher = await publisherAt(bench, published);
  const subscriber = await bench.connect('subscriber');
  await subscribeAt(subscriber, topic, subscribed);
  return { topic, publisher, subscriber };
}
