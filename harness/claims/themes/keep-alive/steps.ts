import { DeadlineError } from '../../../base/deadline.ts';
import type { ConnectionEntry, TraceEntry } from '../../../protocol/packet.ts';
import type { Bench } from '../../bench.ts';
import { type Punctuality, punctuality } from '../../steps/punctuality.ts';

/**
 * Milliseconds beyond one and a half intervals. The specification sets no bound there; Mosquitto 2.0.11 looks every five
 * seconds only.
 */
const GRACE_MS = 6_500;

/** Whether the broker closes a connection of this client. */
export const hungUpOn =
  (name: string) =>
  (entry: TraceEntry): entry is ConnectionEntry =>
    entry.kind === 'connection' && entry.client === name && entry.what === 'closed-by-broker';

/**
 * When the broker hangs up on a client that has sent its last packet already; `keepAlive` in seconds. Early is while the
 * client is within its keep alive: up to then it has kept its promise. Between one interval and one and a half a server
 * may give up whom it takes for dead [MQTT 3.1.1, 3.1.2.10]; Mosquitto does, where one and a half is no whole second.
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
