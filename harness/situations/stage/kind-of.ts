import type { TraceEntry } from '../../protocol/packet.ts';

/** Whether an entry only keeps the connection alive. */
export const isPing = (entry: TraceEntry): boolean =>
  entry.kind === 'packet' && (entry.type === 'PINGREQ' || entry.type === 'PINGRESP');

/**
 * What kind of thing a client does: a packet type, for PUBLISH with its topic and QoS. '' for what the client does not send, and
 * for PINGREQ: a client that does nothing else is idle.
 */
export function kindOf(entry: TraceEntry): string {
  if (entry.kind !== 'packet' || entry.direction !== 'to-broker' || isPing(entry)) return '';
  const { topic, qos } = entry.fields;
  return entry.type === 'PUBLISH' ? `${entry.type} ${qos} ${topic}` : entry.type;
}
