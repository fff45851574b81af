import type { IUnsubscribePacket, Packet } from 'mqtt-packet';
import { asks, each, type Faulty, faulty, ignoresUnsubscribe } from '../../../faulty/faults.ts';
import type { Mangle } from '../../../faulty/mangling-stream.ts';

const keepsFirstQos = (): Mangle => {
  const first = new Map<string, 0 | 1 | 2>();
  return asks((subscriptions) =>
    subscriptions.map((one) => {
      const qos = first.get(one.topic) ?? one.qos;
      first.set(one.topic, qos);
      return { ...one, qos };
    }),
  );
};

const hangsUpOnUnsubscribe: Mangle = (packet, _direction, { hangUp }) => {
  if (packet?.cmd !== 'unsubscribe') return packet;
  hangUp();
  return [];
};

const unsubscribesMatching: Mangle = (packet) =>
  packet?.cmd === 'unsubscribe'
    ? ({
        ...packet,
        unsubscriptions: packet.unsubscriptions.map((filter) => filter.replace(/[+#]$/, 'b')),
      } satisfies IUnsubscribePacket)
    : packet;

/** Brokers that break the claims about subscribing and unsubscribing. */
export const subscriptionFaults: readonly Faulty[] = [
  faulty(
    'filters.suback-id',
    'numbers its answers itself',
    () => (packet) => (packet?.cmd === 'suback' ? { ...packet, messageId: 1 } : packet),
  ),
  faulty(
    'filters.codes-in-order',
    'sorts its codes',
    () => (packet) =>
      packet?.cmd === 'suback' ? { ...packet, granted: packet.granted.toSorted() as number[] } : packet,
  ),
  faulty('filters.several-in-one', 'reads the first QoS of a SUBSCRIBE only', () =>
    asks((subscriptions) => subscriptions.map((one) => ({ ...one, qos: subscriptions[0]?.qos ?? 0 }))),
  ),
  ...each(
    ['filters.same-twice', 'filters.same-twice-in-one'],
    'keeps the QoS of the first subscription',
    keepsFirstQos,
  ),
  faulty(
    'filters.unsuback-id',
    'numbers its answers itself',
    () => (packet) => (packet?.cmd === 'unsuback' ? { ...packet, messageId: 1 } : packet),
  ),
  ...each(
    ['filters.unsubscribed', 'filters.unsubscribe-several'],
    'does not act on UNSUBSCRIBE',
    () => ignoresUnsubscribe,
  ),
  faulty('filters.unsubscribed-exactly', 'unsubscribes whatever matches', () => unsubscribesMatching),
  faulty('filters.unsubscribe-stranger', 'hangs up on strangers', () => hangsUpOnUnsubscribe),
  faulty(
    'filters.unsuback-codes',
    'calls every UNSUBSCRIBE a success',
    () => (packet) => (packet?.cmd === 'unsuback' ? ({ ...packet, granted: [0, 0] } as Packet) : packet),
  ),
];
