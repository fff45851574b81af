import { DeadlineError } from '../../../base/deadline.ts';
import type { ConnectionEntry, TraceEntry } from '../../../protocol/packet.ts';
import type { Bench } from '../../bench.ts';
import { type Punctuality, punctuality } from '../../steps/punctuality.ts';

/**
 * Milliseconds beyond one and a half intervals. The specification sets no bound there; Mosquitto 2.0.11 checks only every five
 * seconds.
 */
const GRACE_MS = 6_500;

/** Whether the broker closes a connection of this client. */
export const hungUpOn =
  (name: string) =>
  (entry: TraceEntry): entry is ConnectionEntry =>
    entry.kind === 'connection' && entry.client === name && entry.what === 'closed-by-broker';

/**
 * When the broker disconnects a client that has already sent its last packet. It is early if it does so within the keep alive.
 * Between one and one and a half intervals, a server may close a connection that it considers dead [MQTT 3.1.1, 3.1.2.10];
 * Mosquitto does so if one and a half intervals are not whole seconds.
 * @param keepAlive in seconds
 */
export async function whenCutOff(bench: Bench, name: string, keepAlive: number): Promise<Punctuality> {
  const last = bench.trace.from(name).last();
  try {
    const { at } = await bench.trace.next(hungUpOn(name), { deadline: keepAlive * 1_500 + GRACE_MS });
    return punctuality(at - (last?.at ?? 0), keepAlive * 1_000);
  } catch (error) {
    if (error instanceof DeadlineError) return 'never';
    throw error;
  }
}
