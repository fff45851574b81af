import { isFence } from '../../lab/fence.ts';
import type { PacketEntry, TraceEntry } from '../../protocol/packet.ts';
import type { Trace } from '../../wire/trace/trace.ts';

/** Milliseconds on the trace's clock; the end is not part of it. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/**
 * What a part of a run is about: the packets in it, with the answers that came after its end, without answers to what
 * came before it; and without the fences that prove to the harness that nothing else is coming.
 */
export function ownPackets(trace: Trace, { from, to }: Window): TraceEntry[] {
  const inside = ({ at }: TraceEntry) => at >= from && at < to;
  const deliveries = trace.handshakes();
  const fences = new Set<TraceEntry>([
    ...deliveries.filter(({ packets }) => packets.some(carriesFence)).flatMap(({ packets }) => packets),
    ...retainedFences(trace),
    ...[...trace].filter(carriesFence),
  ]);
  const begun = new Map<TraceEntry, PacketEntry | undefined>(
    deliveries.flatMap(({ packets }) =>
      packets.map((packet) => [packet, publishOf(packet, packets)] as const),
    ),
  );
  const ours = [...trace].filter((entry) => !fences.has(entry) && inside(begun.get(entry) ?? entry));
  const clients = new Set(ours.flatMap((entry) => (entry.kind === 'packet' ? [entry.connection] : [])));
  // A connection that only opens or closes here is of another part.
  return ours.filter((entry) => entry.kind !== 'connection' || clients.has(entry.connection));
}

/** The PUBLISH that a packet of a delivery answers: the last one, where it was sent again. */
const publishOf = (packet: PacketEntry, packets: readonly PacketEntry[]): PacketEntry | undefined =>
  packets.slice(0, packets.indexOf(packet) + 1).findLast(({ type }) => type === 'PUBLISH');

const carriesFence = (entry: TraceEntry): boolean =>
  entry.kind === 'packet' &&
  entry.type === 'PUBLISH' &&
  isFence(Buffer.from(entry.fields.payload ?? []).toString('utf8'));

/** Subscriptions to a retained fence, and their answers. */
function retainedFences(trace: Trace): PacketEntry[] {
  const packets = [...trace].filter((entry) => entry.kind === 'packet');
  const subscribes = packets.filter(
    ({ type, fields }) =>
      type === 'SUBSCRIBE' && fields.subscriptions?.every(({ filter }) => /\/fence\/\d+$/.test(filter)),
  );
  const answers = subscribes.map(({ connection, fields, at }) =>
    packets.find(
      (packet) =>
        packet.type === 'SUBACK' &&
        packet.connection === connection &&
        packet.fields.messageId === fields.messageId &&
        packet.at >= at,
    ),
  );
  return [...subscribes, ...answers].filter((packet) => packet !== undefined);
}
