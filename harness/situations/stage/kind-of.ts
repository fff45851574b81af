import type { TraceEntry } from '../../protocol/packet.ts';

/** What kind of thing a client does: a type of packet, with the topic and the QoS of a PUBLISH; '' for what it does not send. */
export function kindOf(entry: TraceEntry): string {
  if (entry.kind !== 'packet' || entry.direction !== 'to-broker') return '';
  const { topic, qos } = entry.fields;
  return entry.type === 'PUBLISH' ? `${entry.type} ${qos} ${topic}` : entry.type;
}
