import type { SubscriptionFields } from '../../protocol/packet.ts';
import type { Conduct } from '../conduct.ts';
import type { Delivery } from './delivery.ts';

/** A topic that a filter matches. */
export const topicFor = (filter: string): string =>
  filter
    .replace(/^\$share\/[^/]*\//, '')
    .split('/')
    .map((level) => (level === '+' || level === '#' ? 'stage' : level))
    .join('/');

/** The first subscription through which a message of this QoS reaches the client at this QoS. */
export const subscriptionFor = (
  { subscriptions }: Pick<Conduct, 'subscriptions'>,
  qos: number,
): SubscriptionFields | undefined => subscriptions.find((one) => one.qos >= qos);

/** A message for a client. Its payload is a number, which is valid text and JSON. */
export function messageFor(
  conduct: Pick<Conduct, 'subscriptions'>,
  qos: 0 | 1 | 2,
  number: number,
): Delivery {
  const filter = subscriptionFor(conduct, qos)?.filter ?? 'stage';
  return { topic: topicFor(filter), payload: String(number), qos };
}
