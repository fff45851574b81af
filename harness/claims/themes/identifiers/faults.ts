import type { ISubscribePacket, ISubscription } from 'mqtt-packet';
import { asks, each, type Faulty, faulty, overlooks, withOptions } from '../../../faulty/faults.ts';
import type { Mangle } from '../../../faulty/mangling-stream.ts';
import { changesProperties, leavesOut } from '../../../faulty/properties-faults.ts';

/** Keeps the options of the first subscription to a filter. */
const keepsFirst = (): Mangle => {
  const first = new Map<string, ISubscription>();
  return asks((subscriptions) =>
    subscriptions.map((one) => {
      const kept = first.get(one.topic) ?? one;
      first.set(one.topic, kept);
      return kept;
    }),
  );
};

const keepsFirstIdentifier = (): Mangle => {
  const first = new Map<string, ISubscribePacket['properties']>();
  return (packet) => {
    if (packet?.cmd !== 'subscribe') return packet;
    const [{ topic } = { topic: '' }] = packet.subscriptions;
    const properties = first.get(topic) ?? packet.properties ?? {};
    first.set(topic, properties);
    return { ...packet, properties };
  };
};

/** Brokers that mix up subscriptions, their options and their identifiers. */
export const identifierGallery: readonly Faulty[] = [
  ...each(['subscription.no-local', 'subscription.no-local-kept'], 'knows no No Local', () =>
    withOptions({ nl: false }),
  ),
  faulty('subscription.local', 'gives nobody its own messages', () => withOptions({ nl: true })),
  faulty('subscription.no-local-replaced', 'keeps the options of the first subscription', keepsFirst),
  ...each(
    [
      'identifier.delivered',
      'identifier.several-filters',
      'identifier.overlapping',
      'identifier.retained',
      'identifier.kept',
      'identifier.queued',
    ],
    'knows no subscription identifiers',
    () => leavesOut('subscriptionIdentifier'),
  ),
  faulty('identifier.largest', 'keeps 16 bits of an identifier', () =>
    changesProperties(({ subscriptionIdentifier, ...properties }) => ({
      ...properties,
      subscriptionIdentifier: Number(subscriptionIdentifier) & 0xffff,
    })),
  ),
  faulty('identifier.none', 'gives every message an identifier', () =>
    changesProperties((properties) => ({ subscriptionIdentifier: 7, ...properties })),
  ),
  ...each(
    ['identifier.replaced', 'identifier.removed'],
    'keeps the first identifier of a filter',
    keepsFirstIdentifier,
  ),
  faulty('identifier.zero', 'overlooks what it does not know', () => overlooks),
];
