import type { IConnectPacket, QoS } from 'mqtt-packet';
import { DeadlineError } from '../../../base/deadline.ts';
import type { Bench, ConnectFields } from '../../bench.ts';
import type { Delivery, Peer } from '../../peer.ts';

type Will = NonNullable<IConnectPacket['will']>;

/** The statements that the will is published when the connection ends without a normal DISCONNECT. */
export const willPublished = { 4: ['MQTT-3.1.2-8'], 5: ['MQTT-3.1.2-8'] };

/** CONNECT with a will on this run's `a`: `gone` at QoS 1 by default. */
export const willOn = (bench: Bench, will: Partial<Will> = {}): ConnectFields => ({
  will: { topic: bench.topic('a'), payload: Buffer.from('gone'), qos: 1, retain: false, ...will },
});

/** A peer that subscribes to this run's `a`. */
export async function watcherOf(bench: Bench, qos: QoS = 2): Promise<Peer> {
  const watcher = await bench.connect(`watcher ${qos}`);
  await watcher.subscribe({ topic: bench.topic('a'), qos });
  return watcher;
}

/** The next message, or the word `nothing`, because a deadline's error differs from run to run. */
export async function nextOrNothing(watcher: Peer): Promise<Delivery | 'nothing'> {
  try {
    return await watcher.next();
  } catch (error) {
    if (error instanceof DeadlineError) return 'nothing';
    throw error;
  }
}
