import type { ISubscribePacket, Packet } from 'mqtt-packet';
import type { Mangle, Passage } from './mangling-stream.ts';

/**
 * Acknowledges a SUBSCRIBE at once, and passes it to the healthy broker some time later: until then no message is sent for it.
 * SUBSCRIBE packets that the healthy broker may refuse pass at once.
 * @param ms milliseconds between SUBACK and the subscription
 */
export const subscribesLate = (ms: number): Mangle => {
  const connected = new Set<number>();
  const waiting = new Map<number, Set<() => void>>();
  const acknowledged = new Set<string>();
  return (packet, direction, passage) => {
    const { connection, bytes } = passage;
    if (direction === 'to-client')
      return acknowledged.delete(keyOf(packet, passage)) ? [] : (packet ?? bytes);
    if (packet?.cmd === 'connect') connected.add(connection);
    const pending = waiting.get(connection) ?? new Set();
    waiting.set(connection, pending);
    if (packet?.cmd === 'unsubscribe' || packet?.cmd === 'disconnect') for (const now of pending) now();
    if (packet?.cmd !== 'subscribe' || !connected.has(connection) || !isSurelyGranted(packet))
      return packet ?? bytes;
    const subscribe = () => {
      clearTimeout(timer);
      pending.delete(subscribe);
      acknowledged.add(keyOf({ ...packet, cmd: 'suback', granted: [] }, passage));
      passage.pretend(packet);
    };
    const timer = setTimeout(subscribe, ms);
    pending.add(subscribe);
    passage.tell({
      cmd: 'suback',
      messageId: packet.messageId ?? 0,
      granted: packet.subscriptions.map(({ qos }) => qos),
    });
    return [];
  };
};

/** Of a SUBACK; empty for other packets. */
const keyOf = (packet: Packet | undefined, { connection }: Passage): string =>
  packet?.cmd === 'suback' ? `${connection} ${packet.messageId}` : '';

function isSurelyGranted({ subscriptions, messageId, properties }: ISubscribePacket): boolean {
  const hasIdentifier = properties?.subscriptionIdentifier !== undefined;
  return (
    messageId !== undefined &&
    messageId > 0 &&
    !hasIdentifier &&
    subscriptions.length > 0 &&
    subscriptions.every(({ topic, qos }) => qos <= 2 && plainFilter.test(topic))
  );
}

/** A filter with wildcards at their places, below a level of its own. */
const plainFilter = /^[\w-]+(\/[^+#\0/]*|\/\+)*(\/#)?$/;
