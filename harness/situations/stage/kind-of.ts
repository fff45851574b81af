import type { TraceEntry } from '../../protocol/packet.ts';

/** Whether an entry is a ping. */
export const isPing = (entry: TraceEntry): boolean =>
  entry.kind === 'packet' && (entry.type === 'PINGREQ' || entry.type === 'PINGRESP');

/**
 * The kind of an entry: the packet type, for PUBLISH with topic and QoS. Empty for what the client does not send, and for
 * PINGREQ: a client that only pings is idle.
 */
export function kindOf(entry: TraceEntry): string {
  if (entry.kind !== 'packet' || entry.direction !== 'to-broker' || isPing(entry)) return '';
  const { topic, qos } = entry.fields;
  return entry.type === 'PUBLISH' ? `${entry.type} ${qos} ${topic}` : entry.type;
}
