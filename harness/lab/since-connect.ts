import type { TraceEntry } from '../protocol/packet.ts';
import type { Trace } from '../wire/trace/trace.ts';

/**
 * Milliseconds that a client has been silent for after its CONNECT, as its broker may have counted them. The broker read CONNECT at
 * some moment before the client got CONNACK; on a busy machine these are seconds apart. Of the times that are possible, this is
 * the one nearest to `least`: a broker is early only if it is so since CONNECT, and late only if it is so since CONNACK.
 * @param end what the broker did at last
 * @param least the keep alive, in ms
 */
export function sinceConnect(trace: Trace, client: string, end: TraceEntry, least: number): number {
  const asked = trace.from(client).of('CONNECT').first()?.at ?? 0;
  const answered = trace.to(client).of('CONNACK').first()?.at ?? asked;
  return Math.round(Math.min(end.at - asked, Math.max(end.at - answered, least)));
}
