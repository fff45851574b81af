import type { PacketEntry, TraceEntry } from '../../protocol/packet.ts';
import { handshakes } from '../../wire/trace/handshakes.ts';
import { isFence } from './fence.ts';

/**
 * The packets of a trace that only prove to the harness that nothing else is coming: messages that are fences, the answers to
 * them, and subscriptions to retained ones. Each with the fence that it belongs to.
 */
export function fencePackets(trace: Iterable<TraceEntry>): Map<TraceEntry, string> {
  const packets = [...trace].filter((entry) => entry.kind === 'packet');
  const ofMessages = packets.flatMap((packet) => of(fenceIn(packet), [packet]));
  const ofDeliveries = handshakes(packets).flatMap((delivery) =>
    of(
      delivery.packets.map(fenceIn).find((fence) => fence !== undefined),
      delivery.packets,
    ),
  );
  return new Map([...ofMessages, ...ofDeliveries, ...subscriptions(packets)]);
}

const of = (fence: string | undefined, packets: readonly PacketEntry[]): [PacketEntry, string][] =>
  fence === undefined ? [] : packets.map((packet) => [packet, fence]);

const decoder = new TextDecoder();

/** The fence that a message is. */
export function fenceIn({ type, fields: { payload } }: PacketEntry): string | undefined {
  if (type !== 'PUBLISH' || payload === undefined) return undefined;
  const text = decoder.decode(payload);
  return isFence(text) ? text : undefined;
}

const RETAINED = /\/(fence\/\d+)$/;

/** Subscriptions to retained fences, and their answers. */
function subscriptions(packets: readonly PacketEntry[]): [PacketEntry, string][] {
  return packets.flatMap((subscribe, index) => {
    const fence = retainedFence(subscribe);
    if (fence === undefined) return [];
    const answer = packets
      .slice(index)
      .find(
        ({ type, connection, fields }) =>
          type === 'SUBACK' &&
          connection === subscribe.connection &&
          fields.messageId === subscribe.fields.messageId,
      );
    return of(fence, answer === undefined ? [subscribe] : [subscribe, answer]);
  });
}

/** The retained fence that a subscription is to. */
export function retainedFence({ type, fields: { subscriptions = [] } }: PacketEntry): string | undefined {
  if (type !== 'SUBSCRIBE') return undefined;
  const [first, ...more] = subscriptions;
  return more.length > 0 ? undefined : RETAINED.exec(first?.filter ?? '')?.[1]?.replace('/', ' ');
}
