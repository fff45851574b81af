import type { TraceEntry } from '../protocol/packet.ts';
import type { Trace } from '../wire/trace/trace.ts';

/**
 * How long a client was silent after its CONNECT, in ms, as its broker may have counted. The broker read CONNECT at some moment
 * between CONNECT and CONNACK, which are seconds apart on a busy machine. Of the possible times, this is the one nearest to
 * `least`: a broker is early only if it is early counted from CONNECT, and late only if it is late counted from CONNACK.
 * @param end what the broker did after the silence
 * @param least the keep alive, in ms
 */
export function sinceConnect(trace: Trace, client: string, end: TraceEntry, least: number): number {
  const asked = trace.from(client).of('CONNECT').first()?.at ?? 0;
  const answered = trace.to(client).of('CONNACK').first()?.at ?? asked;
  return Math.round(Math.min(end.at - asked, Math.max(end.at - answered, least)));
}
