import { fencePackets } from '../../lab/fences/packets-of-fences.ts';
import type { PacketEntry, TraceEntry } from '../../protocol/packet.ts';
import type { Trace } from '../../wire/trace/trace.ts';

/** Milliseconds on the trace's clock; the end is not part of it. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/**
 * The packets of a part of a run: those in it, with answers that came after its end, but without answers to earlier packets
 * and without fences.
 */
export function ownPackets(trace: Trace, { from, to }: Window): TraceEntry[] {
  const inside = ({ at }: TraceEntry) => at >= from && at < to;
  const deliveries = trace.handshakes();
  const fences = fencePackets(trace);
  const begun = new Map<TraceEntry, PacketEntry | undefined>(
    deliveries.flatMap(({ packets }) =>
      packets.map((packet) => [packet, publishOf(packet, packets)] as const),
    ),
  );
  const ours = [...trace].filter((entry) => !fences.has(entry) && inside(begun.get(entry) ?? entry));
  const clients = new Set(ours.flatMap((entry) => (entry.kind === 'packet' ? [entry.connection] : [])));
  // A connection that only opens or closes here belongs to another part.
  return ours.filter((entry) => entry.kind !== 'connection' || clients.has(entry.connection));
}

/** The PUBLISH that a packet of a delivery answers; if it was sent again, the last one. */
const publishOf = (packet: PacketEntry, packets: readonly PacketEntry[]): PacketEntry | undefined =>
  packets.slice(0, packets.indexOf(packet) + 1).findLast(({ type }) => type === 'PUBLISH');
